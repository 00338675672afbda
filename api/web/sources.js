// What stands under an answer: the sources that it used, by document, and passages that were found beside it.

import { chip, officialForm } from "./citation.js";
import { el, fill, readable } from "./dom.js";
import { titles } from "./library.js";
import { openSource } from "./source_panel.js";

/** The sources, one line each: number, place, the first words of the quote. */
export function used(citations) {
  const documents = [...Map.groupBy(citations, (citation) => `${citation.document_id} ${citation.version}`).values()];
  return el("section", { class: "used", "aria-label": "この回答の出典" }, documents.flatMap((group) => [
    el("h3", { title: group[0].document_title }, `${group[0].document_title}（${group[0].document_date || "日付不明"}）`),
    el("ul", {}, group.map(line)),
  ]));
}

function line(citation) {
  return el("li", { title: officialForm(citation) }, chip(citation), el("span", { class: "place" }, citation.section.split(" > ").at(-1)),
    el("q", {}, oneLine(citation.quote)), citation.page ? el("span", { class: "page" }, `${citation.page}頁`) : null);
}

const oneLine = (words) => readable(words).trim().replace(/\s+/g, " ");

/** Passages that no sentence cites, folded away. */
export function found(passages) {
  const rest = passages.filter((passage) => !passage.cited);
  return rest.length ? el("details", {}, el("summary", {}, `関連する箇所（${rest.length}）`), el("ul", { class: "found" }, rest.map(passage))) : null;
}

function passage(item) {
  const title = el("span", { class: "faint" }, item.document_id);
  titles().then((known) => fill(title, known.get(item.document_id) || item.document_id));
  const show = el("button", {
    type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": "source",
    onclick: () => openSource({ ...item, quote: item.text, document_title: title.textContent, document_date: "", url: `/documents/${item.document_id}#c${item.start}-${item.end}` }, show),
  }, "原文を見る");
  return el("li", {}, el("strong", {}, item.section.split(" > ").at(-1) || "本文"), title, el("p", {}, readable(item.text)), show);
}
