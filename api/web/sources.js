// What stands under an answer: the sources that it used, by document, and passages that were found beside it.

import { chip, officialForm } from "./citation.js";
import { el, fill, readable } from "./dom.js";
import { say } from "./language.js";
import { titles } from "./library.js";
import { openSource } from "./source_panel.js";

const LIKE = 0.8; // the share of neighbouring pairs of characters from which two quotes say the same

/** The sources, one line each: number, place, the first words of the quote; quotes that say the same share a line. */
export function used(citations) {
  const lines = [];
  for (const citation of citations) {
    const same = lines.find(([first]) => alike(first.quote, citation.quote));
    if (same) same.push(citation);
    else lines.push([citation]);
  }
  const documents = [...Map.groupBy(lines, ([first]) => `${first.document_id} ${first.version}`).values()];
  return el("section", { class: "used", "aria-label": say.answer.sources }, documents.flatMap((group) => [
    el("h3", { lang: "ja", title: group[0][0].document_title }, `${group[0][0].document_title}（${group[0][0].document_date || say.common.undated}）`),
    el("ul", {}, group.map(line)),
  ]));
}

function line([citation, ...same]) {
  const elsewhere = [...new Set(same.filter((item) => item.document_id !== citation.document_id).map((item) => item.document_title))];
  return el("li", { title: [citation, ...same].map(officialForm).join("\n") }, [citation, ...same].map((item) => chip(item)), el("span", { class: "place" }, citation.section.split(" > ").at(-1)),
    el("q", { lang: "ja" }, oneLine(citation.quote)), elsewhere.length ? el("span", { class: "page" }, say.answer.elsewhere(elsewhere.length)) : null, citation.page ? el("span", { class: "page" }, say.common.page(citation.page)) : null);
}

/** Whether two quotes say the same in nearly the same characters, figures and all. */
function alike(one, other) {
  const [figures, others] = [one, other].map((words) => (words.normalize("NFKC").match(/\d+/g) || []).join());
  if (figures !== others) return false;
  const [first, second] = [one, other].map(pairs);
  if (!first.size || !second.size) return one === other;
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return shared / (first.size + second.size - shared) >= LIKE;
}

function pairs(words) {
  const plain = Array.from(words.normalize("NFKC").replace(/[\s*・-]/g, ""));
  return new Set(plain.slice(1).map((character, at) => plain[at] + character));
}

const oneLine = (words) => readable(words).trim().replace(/\s+/g, " ");

/** Passages that no sentence cites, folded away. */
export function found(passages) {
  const rest = passages.filter((passage) => !passage.cited);
  return rest.length ? el("details", {}, el("summary", {}, say.answer.found(rest.length)), el("ul", { class: "found" }, rest.map(passage))) : null;
}

function passage(item) {
  const title = el("span", { class: "faint" }, item.document_id);
  titles().then((known) => fill(title, known.get(item.document_id) || item.document_id));
  const show = el("button", {
    type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": "source",
    onclick: () => openSource({ ...item, quote: item.text, document_title: title.textContent, document_date: "", url: `/documents/${item.document_id}#c${item.start}-${item.end}` }, show),
  }, say.answer.showOriginal);
  return el("li", {}, el("strong", {}, item.section.split(" > ").at(-1) || say.common.body), title, el("p", {}, readable(item.text)), show);
}
