// The findings of a check: contradictions first, then what is partly confirmed, missing, partial, addressed; each opens its sentence.

import { chip } from "./citation.js";
import { el, fill } from "./dom.js";
import { point } from "./draft_pane.js";

const WORDS = { contradicted: "文書と矛盾", missing: "記載なし", partial: "一部対応", addressed: "対応あり", supported: "文書と一致", partly: "一部のみ確認", not_in_documents: "文書に記載なし" };
const LOOKS = { contradicted: "bad", missing: "", partial: "warn", addressed: "good", supported: "good", partly: "warn", not_in_documents: "" };
const ORDER = ["contradicted", "partly", "missing", "partial", "addressed", "supported", "not_in_documents"];

/** The findings of a report, most pressing first, each with its spans in the draft. */
export function findingsOf(report) {
  const facts = report.facts.map((fact) => ({ kind: "fact", status: fact.verdict, label: WORDS[fact.verdict], group: "事実の記述", spans: [fact], item: fact }));
  const items = report.items.map((item) => ({ kind: "item", status: item.status, label: `${WORDS[item.status]}：${item.id}`, group: item.group_title, spans: item.evidence, item }));
  return [...facts, ...items].sort((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status));
}

/** Make the pane; `onpick(finding)` is told which finding was chosen, `show(finding)` scrolls to it. */
export function findingsPane(report, findings) {
  const pane = { onpick: () => {} };
  const list = el("ul", { class: "findings" });
  const cards = new Map();
  const status = choice("状態", [["", "すべて"], ...ORDER.map((key) => [key, WORDS[key]])], () => draw());
  const group = choice("区分", [["", "すべて"], ...[...new Set(findings.map((finding) => finding.group))].map((name) => [name, name])], () => draw());
  const shown = el("p", { class: "faint", role: "status" });
  const draw = () => {
    const kept = findings.filter((finding) => (!status.box.value || finding.status === status.box.value) && (!group.box.value || finding.group === group.box.value));
    cards.clear();
    fill(list, kept.map((finding) => { const card = cardOf(finding, pane); cards.set(finding, card); return card; }));
    shown.textContent = `${kept.length} 件`;
  };
  pane.view = el("section", { class: "pane", "aria-label": "点検の指摘", tabindex: "0" }, el("h3", {}, "指摘"),
    el("div", { class: "filters" }, status.view, group.view), shown, list, purposes(report));
  pane.show = (finding) => {
    if (!cards.has(finding)) { status.box.value = ""; group.box.value = ""; draw(); }
    point(pane.view, cards.get(finding));
  };
  draw();
  return pane;
}

function choice(words, options, changed) {
  const box = el("select", { onchange: changed }, options.map(([value, name]) => el("option", { value }, name)));
  return { box, view: el("label", {}, words, box) };
}

function cardOf(finding, pane) {
  const body = finding.kind === "fact" ? factBody(finding.item) : itemBody(finding.item);
  const where = finding.spans.length
    ? el("button", { type: "button", class: "quiet", onclick: () => pane.onpick(finding) }, "企画案の文を見る") : null;
  return el("li", { class: `finding ${finding.status}` },
    el("p", { class: "head" }, el("span", { class: `badge ${LOOKS[finding.status]}` }, WORDS[finding.status]), ...heading(finding)), body, where);
}

function heading(finding) {
  const { item } = finding;
  if (finding.kind === "fact") return [el("strong", {}, item.subject || "事実の記述")];
  return [el("strong", {}, item.id), el("span", { class: "faint" }, item.subgroup || item.group_title)];
}

function factBody(fact) {
  const rows = [["企画案", fact.draft_value || fact.quote], ["文書", fact.document_value]].filter(([, words]) => words);
  return el("div", {}, el("p", {}, fact.quote),
    fact.verdict === "not_in_documents" ? null : el("dl", {}, rows.flatMap(([name, words]) => [el("dt", {}, name), el("dd", {}, words)])),
    fact.verdict === "partly" ? unchecked(fact) : null,
    fact.citation ? el("p", {}, chip(fact.citation, "原文")) : null);
}

/** What of a partly confirmed statement was not checked: whole clauses, or all but the value that agrees. */
function unchecked(fact) {
  const open = fact.claims.filter((claim) => claim.verdict !== "supported");
  const words = open.map((claim) => (claim.verdict === "partly" ? `「${claim.quote}」の「${fact.draft_value}」のほか` : `「${claim.quote}」`));
  return el("p", { class: "faint" }, `確認していない部分：${words.join("、")}`);
}

function itemBody(item) {
  return el("div", {}, el("p", {}, item.text, " ", chip(item.guidance, "原文")),
    item.evidence.map((span) => el("blockquote", { class: "faint" }, span.quote)),
    item.status === "partial" ? el("p", {}, item.suggestion) : null);
}

function purposes(report) {
  return el("details", {}, el("summary", {}, `企画案が掲げる目的（${report.purposes.length}）`),
    el("ul", {}, report.purposes.map((item) => el("li", {}, `${item.id} ${item.label} `, chip(item.guidance, "原文")))));
}
