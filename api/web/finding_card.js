// One finding: what the draft says, what the documents say, and what could be added.

import { chip } from "./citation.js";
import { el, readable } from "./dom.js";
import { LOOKS, WORDS } from "./findings.js";
import { say } from "./language.js";

/** The card of a finding; `pick()` is called when somebody wants to see its words in the draft. */
export function findingCard(finding, pick) {
  const { kind, item, status } = finding;
  const where = finding.spans.length ? el("button", { type: "button", class: "quiet", onclick: pick }, say.finding.inDraft) : null;
  const name = kind === "fact" ? [el("strong", {}, item.subject || say.finding.facts)] : [el("strong", {}, item.id), el("span", { class: "faint" }, item.subgroup || item.group_title)];
  return el("li", { class: `finding ${status}` },
    el("p", { class: "head" }, el("span", { class: `badge ${LOOKS[status]}` }, WORDS[status]), ...name),
    kind === "fact" ? factBody(item) : itemBody(item), where);
}

function factBody(fact) {
  const rows = [[say.finding.draft, fact.draft_value || fact.quote], [say.finding.document, fact.document_value]].filter(([, words]) => words);
  return el("div", {}, el("p", {}, fact.quote),
    fact.verdict === "not_in_documents" ? null : el("dl", {}, rows.flatMap(([name, words]) => [el("dt", {}, name), el("dd", {}, words)])),
    fact.claims.length > 1 ? clauses(fact) : fact.verdict === "partly" ? unchecked(fact) : null,
    fact.citation && fact.claims.length < 2 ? el("p", {}, chip(fact.citation, say.common.original)) : null);
}

/** The clauses of a statement, each with its own verdict and source. */
function clauses(fact) {
  return el("ul", { class: "clauses" }, fact.claims.map((claim) => el("li", {},
    el("span", { class: `badge ${LOOKS[claim.verdict]}` }, WORDS[claim.verdict]), " ", claim.quote, " ", claim.citation ? chip(claim.citation, say.common.original) : null)));
}

/** What of a partly confirmed statement was not checked: all but the value that agrees. */
function unchecked(fact) {
  const [claim] = fact.claims;
  return claim ? el("p", { class: "faint" }, say.finding.unchecked(claim.quote, fact.draft_value)) : null;
}

function itemBody(item) {
  return el("div", {}, el("p", {}, item.text, " ", chip(item.guidance, say.common.original)),
    item.evidence.map((span) => el("blockquote", { class: "faint", lang: "ja" }, span.quote)),
    item.status === "partial" ? el("p", {}, item.suggestion) : null,
    item.examples.length ? el("details", {}, el("summary", {}, say.finding.examples),
      el("ul", {}, item.examples.map((example) => el("li", { lang: "ja" }, readable(example.quote), " ", chip(example, say.common.original))))) : null);
}
