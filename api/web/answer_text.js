// The words of an answer: paragraphs, lists and tables, with a chip where each citation belongs.

import { chip } from "./citation.js";
import { el } from "./dom.js";
import { say } from "./language.js";

const MARK = /\[(\d+)\]/;
const NUMBER = /^(\d{1,2})[.．)）]\s*(?!\d)/;
const MANY = 3; // sentences that still read well in one paragraph

/** Show sentences, each `{text, cited}`: lines that belong together become one list, one table or one paragraph. */
export function answerText(sentences) {
  return runs(sentences.flatMap(linesOf)).flatMap(([kind, lines]) => MAKE[kind](lines));
}

/** The lines of a sentence with their chips; what its words do not mark stands after the last one. */
function linesOf({ text, cited }) {
  const left = new Map(cited.map((citation) => [citation.number, citation]));
  const byNumber = new Map(left);
  const lines = text.split("\n").filter((line) => line.trim()).map((line) => {
    for (const [, number] of line.matchAll(/\[(\d+)\]/g)) left.delete(Number(number));
    return { kind: kindOf(line), words: bare(line.trim()), byNumber, after: [] };
  });
  if (lines.length) lines.at(-1).after = [...left.values()];
  return lines;
}

function kindOf(line) {
  if (line.startsWith("|")) return "table";
  return /^\s*(?:・|[-*+] )/.test(line) ? "list" : "prose";
}

/** Words without the bullet that makes them an item, and without the marks of Markdown, which plain texts may be written in too. */
function bare(words) {
  return words.replace(/^(?:・\s*|[-*+] +|#{1,6} +|> +)/, "").replace(/\*\*|`/g, "").replace(/\[([^\]]+)\]\([^)\s]*\)/g, "$1");
}

function runs(lines) {
  const found = [];
  for (const line of lines) {
    if (found.at(-1)?.[0] === line.kind) found.at(-1)[1].push(line);
    else found.push([line.kind, [line]]);
  }
  return found;
}

const chips = (citations) => citations.map((citation) => chip(citation));

function shown(line, words = line.words) {
  const pieces = words.split(/(\[\d+\])/).filter(Boolean).map((piece) => {
    const citation = line.byNumber.get(Number(MARK.exec(piece)?.[1]));
    return citation ? chip(citation) : piece;
  });
  return [...pieces, ...chips(line.after)];
}

const MAKE = {
  prose: (lines) => (lines.length > MANY
    ? lines.map((line) => el("p", {}, ...shown(line)))
    : [el("p", {}, lines.map((line) => el("span", { class: "sentence" }, ...shown(line))))]),
  list: (lines) => {
    const numbers = lines.map((line) => NUMBER.exec(line.words));
    if (!numbers.every(Boolean)) return [el("ul", {}, lines.map((line) => el("li", {}, ...shown(line))))];
    return [el("ol", {}, lines.map((line, at) => el("li", { value: numbers[at][1] }, ...shown(line, line.words.slice(numbers[at][0].length)))))];
  },
  table: (lines) => {
    const [head, , ...body] = lines.map((line) => line.words.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim()));
    const cell = (words, column, row) => el(column ? "td" : "th", column ? {} : { scope: "row" }, ...shown({ ...lines[row + 2], after: [] }, words));
    return [
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say.answer.table }, el("table", {},
        el("thead", {}, el("tr", {}, head.map((words) => el("th", { scope: "col" }, words)))),
        el("tbody", {}, body.map((cells, row) => el("tr", {}, cells.map((words, column) => cell(words, column, row))))))),
      lines.at(-1).after.length ? el("p", {}, chips(lines.at(-1).after)) : null,
    ].filter(Boolean);
  },
};
