// An answer: its sentences with chips, its table, what kind of answer it is, and the sources that it used or only found.

import { chip, officialForm } from "./citation.js";
import { el, fill, readable } from "./dom.js";
import { openSource } from "./source_panel.js";

const OUTCOMES = {
  answered: null,
  partial: ["warn", "一部のみ回答"],
  false_premise: ["warn", "質問の前提が文書と異なります"],
  no_evidence: ["warn", "文書に記載が見当たりません"],
  out_of_scope: ["warn", "収録文書の範囲外です"],
  ambiguous: ["warn", "どれのことか、お選びください"],
};
const MARK = /\[(\d+)\]/;

/** Show the words of one sentence of an answer, as prose, as items of a list or as a table. */
export function sentence(text, cited) {
  const byNumber = new Map(cited.map((citation) => [citation.number, citation]));
  if (/^\|/m.test(text)) return table(text, byNumber);
  if (/^・/.test(text)) return items(text, byNumber, cited);
  const placed = new Set();
  const words = withChips(text, byNumber, placed);
  return el("span", { class: "sentence" }, ...words, ...unplaced(cited, placed));
}

function items(text, byNumber, cited) {
  const placed = new Set();
  const lines = text.split("\n").filter((line) => line.trim());
  const made = lines.map((line) => el("li", {}, ...withChips(line.replace(/^・/, ""), byNumber, placed)));
  made.at(-1).append(...unplaced(cited, placed));
  return el("ul", { class: "items" }, made);
}

function unplaced(cited, placed) {
  return cited.filter((citation) => !placed.has(citation.number)).map((citation) => chip(citation));
}

function withChips(text, byNumber, placed) {
  return text.split(/(\[\d+\])/).filter(Boolean).map((piece) => {
    const citation = byNumber.get(Number(MARK.exec(piece)?.[1]));
    if (!citation) return piece;
    placed.add(citation.number);
    return chip(citation);
  });
}

function table(text, byNumber) {
  const placed = new Set();
  const lines = text.split("\n").filter(Boolean);
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const rows = lines.filter((line) => line.startsWith("|"));
  const [head, , ...body] = rows.map(cells);
  const made = el("table", {},
    el("thead", {}, el("tr", {}, head.map((cell) => el("th", { scope: "col" }, cell)))),
    el("tbody", {}, body.map((row) => el("tr", {}, row.map((cell, column) =>
      el(column ? "td" : "th", column ? {} : { scope: "row" }, ...withChips(cell, byNumber, placed)))))));
  const prose = (line) => el("p", {}, ...withChips(line, byNumber, placed));
  const first = lines.findIndex((line) => line.startsWith("|"));
  return el("div", {}, lines.slice(0, first).map(prose),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "表" }, made),
    lines.slice(first + rows.length).map(prose));
}

/** What kind of answer it is, where it is not simply one. */
export function kindOf(reply) {
  const kind = OUTCOMES[reply.outcome];
  return kind && el("p", {}, el("span", { class: `badge ${kind[0]}` }, kind[1]));
}

/** What stands under a finished answer: what is missing, choices, sources used, passages merely found. */
export function under(reply, askAgain) {
  return [
    reply.outcome === "partial" && el("ul", {}, reply.parts.filter((part) => part.status !== "answered")
      .map((part) => el("li", {}, `記載が見当たりません：${part.question}`))),
    reply.suggestions.length && reply.outcome !== "ambiguous" ? el("p", { class: "faint" }, "次の質問には答えられます。") : null,
    reply.suggestions.length ? el("ul", { class: "choices" }, reply.suggestions.map((words) =>
      el("li", {}, el("button", { type: "button", onclick: () => askAgain(words) }, words)))) : null,
    reply.notices.map((notice) => el("p", { class: "faint" }, `※${notice}`)),
    reply.citations.length ? used(reply.citations) : null,
    found(reply),
  ].flat();
}

function used(citations) {
  return el("section", { "aria-label": "この回答が使った出典" },
    el("ul", { class: "used" }, citations.map((citation) =>
      el("li", {}, chip(citation), el("span", {}, officialForm(citation))))));
}

function found(reply) {
  const passages = reply.passages.filter((passage) => !passage.cited);
  if (!passages.length) return null;
  const open = !reply.citations.length;
  return el("details", { open }, el("summary", {}, open ? "近い箇所" : `そのほかに見つかった箇所（${passages.length}）`),
    el("ul", { class: "found" }, passages.map(passage)));
}

function passage(item) {
  const asCitation = { ...item, quote: item.text, document_title: item.document_id, document_date: "",
    url: `/documents/${item.document_id}#c${item.start}-${item.end}` };
  const show = el("button", { type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": "source",
    onclick: () => openSource(asCitation, show) }, "原文を見る");
  return el("li", {}, el("strong", {}, item.section || item.document_id), el("p", {}, readable(item.text)), show);
}

/** The answer as plain text with its sources in the form that official papers use. */
export function asText(reply) {
  const sources = reply.citations.map((citation) => `[${citation.number}] ${officialForm(citation)}\n　「${citation.quote.trim()}」`);
  return `${reply.answer}\n${sources.length ? `\n出典\n${sources.join("\n")}\n` : ""}`;
}

/** Show a whole answer at once, as from the history. */
export function whole(reply) {
  const cited = (numbers) => reply.citations.filter((citation) => numbers.includes(citation.number));
  return fill(el("div", { class: "answer" }), reply.sentences.map((item) => sentence(item.text, cited(item.citations))));
}
