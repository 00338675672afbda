// A conversation as Markdown, its citations in the form that official papers use.

import { officialForm } from "./citation.js";

const escaped = (words) => words.replace(/[\\`*_<>#]/g, "\\$&");

/** The whole conversation; what was not answered is left out. */
export function asMarkdown(conversation) {
  const turns = conversation.turns.filter((turn) => turn.reply).map(turnOf);
  return [`# ${oneLine(conversation.title)}`, ...turns, `---\n\nしるべの回答です。引用は文書の原文のままです。\n`].join("\n\n");
}

function turnOf({ question, reply }) {
  const sources = reply.citations.map((citation) => `- [${citation.number}] ${escaped(officialForm(citation))}\n  > ${oneLine(citation.quote)}`);
  return [`## ${oneLine(question)}`, answerOf(reply), sources.length ? `### 出典\n\n${sources.join("\n")}` : ""].filter(Boolean).join("\n\n");
}

/** Tables are Markdown as the service writes them; bullets become Markdown's own, with an empty line before a list. */
function answerOf(reply) {
  return escaped(reply.answer).replace(/^・/gm, "- ").replace(/^(?!-|\|)(.+)\n(?=-|\|)/gm, "$1\n\n");
}

const oneLine = (words) => escaped(words.trim()).replace(/\s+/g, " ");

/** A file name that every system takes. */
export function fileName(conversation) {
  return `しるべ_${conversation.title.replace(/[\\/:*?"<>|\s.]+/g, "_").slice(0, 40)}.md`;
}
