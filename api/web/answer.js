// A finished answer: what kind of answer it is, its words, what is missing, other questions, its sources.

import { answerText } from "./answer_text.js";
import { officialForm } from "./citation.js";
import { el } from "./dom.js";
import { say } from "./language.js";
import { found, used } from "./sources.js";

/** Show a whole answer; `askAlso(question)` asks one of the questions that it offers, of which those in `asked` are left out. */
export function answer(reply, askAlso, asked = []) {
  return [
    say.answer.outcomes[reply.outcome] ? el("p", {}, el("span", { class: "badge warn" }, say.answer.outcomes[reply.outcome])) : null,
    el("div", { class: "answer", lang: "ja" }, setOff(answerText(reply.sentences.map((item) => ({
      text: item.text, cited: reply.citations.filter((citation) => item.citations.includes(citation.number)),
    }))))),
    missing(reply),
    offered(reply, askAlso),
    reply.notices.map((notice) => el("p", { class: "faint" }, say.common.note(notice))),
    reply.citations.length ? used(reply.citations) : null,
    found(reply.passages),
    following(reply, askAlso, asked),
  ].flat();
}

const VERDICT = /^(はい|いいえ)(?=[、。])/;
const FIGURE = /^(?:[^。、|]{1,40}は)?((?:約|およそ|原則|最大|最長)?[\d０-９][\d０-９,，.．～~〜-]*[^\s、。はがをにで（()]{0,6}?)(?=です|。|$)/;

/** Let stand out what an answer begins with where that is a yes, a no or the figure itself. */
function setOff(nodes) {
  const place = nodes[0]?.matches?.("p") ? nodes[0].querySelector(".sentence") || nodes[0] : null;
  const words = place?.firstChild?.nodeType === Node.TEXT_NODE ? place.firstChild : null;
  const found = words && (VERDICT.exec(words.data) || FIGURE.exec(words.data));
  if (found) {
    const at = found[0].length - found[1].length;
    words.splitText(at).splitText(found[1].length);
    place.replaceChild(el("strong", { class: "key" }, found[1]), place.childNodes[1]);
  }
  return nodes;
}

/** Up to three questions that go on from here. */
function following(reply, askAlso, asked) {
  const left = (reply.follow_ups || []).filter((words) => !asked.includes(words)).slice(0, 3);
  return left.length ? el("div", { class: "following" }, el("p", { class: "faint" }, say.answer.following), choices(left, askAlso)) : null;
}

const choices = (questions, askAlso) => el("ul", { class: "choices" }, questions.map((words) =>
  el("li", {}, el("button", { type: "button", onclick: () => askAlso(words) }, words))));

/** The parts of the question that the documents do not answer. */
function missing(reply) {
  const parts = reply.outcome === "partial" ? reply.parts.filter((part) => part.status !== "answered") : [];
  if (!parts.length) return null;
  return el("div", { class: "missing" }, el("p", {}, say.answer.missing), el("ul", {}, parts.map((part) => el("li", {}, part.question))));
}

function offered(reply, askAlso) {
  if (!reply.suggestions.length) return [];
  return [
    reply.outcome === "ambiguous" ? null : el("p", { class: "faint" }, say.answer.offered),
    choices(reply.suggestions, askAlso),
  ];
}

/** The answer as plain text with its sources in the form that official papers use. */
export function asText(reply) {
  const sources = reply.citations.map((citation) => `[${citation.number}] ${officialForm(citation)}\n　${say.common.quoted(citation.quote.trim())}`);
  return `${reply.answer}\n${sources.length ? `\n${say.common.source}\n${sources.join("\n")}\n` : ""}`;
}
