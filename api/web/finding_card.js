// One finding: what the draft says, what the documents say, and what could be added.

import { chip } from "./citation.js";
import { el } from "./dom.js";
import { LOOKS, WORDS } from "./findings.js";

/** The card of a finding; `pick()` is called when somebody wants to see its words in the draft. */
export function findingCard(finding, pick) {
  const { kind, item, status } = finding;
  const where = finding.spans.length ? el("button", { type: "button", class: "quiet", onclick: pick }, "企画案の文を見る") : null;
  const name = kind === "fact" ? [el("strong", {}, item.subject || "事実の記述")] : [el("strong", {}, item.id), el("span", { class: "faint" }, item.subgroup || item.group_title)];
  return el("li", { class: `finding ${status}` },
    el("p", { class: "head" }, el("span", { class: `badge ${LOOKS[status]}` }, WORDS[status]), ...name),
    kind === "fact" ? factBody(item) : itemBody(item), where);
}

function factBody(fact) {
  const rows = [["企画案", fact.draft_value || fact.quote], ["文書", fact.document_value]].filter(([, words]) => words);
  return el("div", {}, el("p", {}, fact.quote),
    fact.verdict === "not_in_documents" ? null : el("dl", {}, rows.flatMap(([name, words]) => [el("dt", {}, name), el("dd", {}, words)])),
    fact.claims.length > 1 ? clauses(fact) : fact.verdict === "partly" ? unchecked(fact) : null,
    fact.citation && fact.claims.length < 2 ? el("p", {}, chip(fact.citation, "原文")) : null);
}

/** The clauses of a statement, each with its own verdict and source. */
function clauses(fact) {
  return el("ul", { class: "clauses" }, fact.claims.map((claim) => el("li", {},
    el("span", { class: `badge ${LOOKS[claim.verdict]}` }, WORDS[claim.verdict]), " ", claim.quote, " ", claim.citation ? chip(claim.citation, "原文") : null)));
}

/** What of a partly confirmed statement was not checked: all but the value that agrees. */
function unchecked(fact) {
  const [claim] = fact.claims;
  return claim ? el("p", { class: "faint" }, `確認していない部分：「${claim.quote}」の「${fact.draft_value}」のほか`) : null;
}

function itemBody(item) {
  return el("div", {}, el("p", {}, item.text, " ", chip(item.guidance, "原文")),
    item.evidence.map((span) => el("blockquote", { class: "faint" }, span.quote)),
    item.status === "partial" ? el("p", {}, item.suggestion) : null);
}
