// A conversation or a note as Markdown, its citations in the form that official papers use.

import { officialForm } from "./citation.js";
import { say } from "./language.js";

const escaped = (words) => words.replace(/[\\`*_<>#]/g, "\\$&");

/** The whole conversation; what was not answered is left out. */
export function asMarkdown(conversation) {
  const turns = conversation.turns.filter((turn) => turn.reply).map(turnOf);
  return [`# ${oneLine(conversation.title)}`, ...turns, `---\n\n${say.files.conversation}\n`].join("\n\n");
}

/** A note: what was pinned, in its order, with the remarks on it. */
export function noteAsMarkdown(note) {
  return [`# ${oneLine(note.title)}`, ...note.pieces.map(pieceOf), `---\n\n${say.files.note}\n`].join("\n\n");
}

const turnOf = ({ question, reply }) => section(question, answerOf(reply.answer), sourcesOf(reply.citations));

const pieceOf = ({ heading, words, citations, remark }) => section(heading, answerOf(words), remark ? say.files.remark(escaped(remark)) : "", sourcesOf(citations));

const section = (heading, ...parts) => [`## ${oneLine(heading)}`, ...parts].filter(Boolean).join("\n\n");

function sourcesOf(citations) {
  const lines = citations.map((citation) => `- [${citation.number}] ${escaped(officialForm(citation))}\n  > ${oneLine(citation.quote)}`);
  return lines.length ? `### ${say.common.source}\n\n${lines.join("\n")}` : "";
}

/** Tables are Markdown as the service writes them; bullets become Markdown's own, with an empty line before a list. */
function answerOf(words) {
  return escaped(words).replace(/^・/gm, "- ").replace(/^(?!-|\|)(.+)\n(?=-|\|)/gm, "$1\n\n");
}

const oneLine = (words) => escaped(words.trim()).replace(/\s+/g, " ");

/** A file name that every system takes. */
export function fileName(title, suffix) {
  return `${say.files.name(title.replace(/[\\/:*?"<>|\s.]+/g, "_").slice(0, 40))}.${suffix}`;
}
