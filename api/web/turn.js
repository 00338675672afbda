// One turn: a question and its answer, or why there is none yet. Asking again replaces the answer; until then it stays.

import { announce } from "./announcer.js";
import { answer, asText } from "./answer.js";
import { addressOf } from "./answer_link.js";
import { answerText } from "./answer_text.js";
import { ask } from "./api.js";
import { el, fill } from "./dom.js";
import { feedback } from "./feedback.js";
import { say } from "./language.js";
import { answerPiece } from "./notes.js";
import { pinner } from "./pin.js";
import { scopeName } from "./scope.js";

/** Make the turn. `talk` has `historyBefore(turn)`, `keep()`, `askAlso(question)`, `asked()`, `run(view)`, which calls `run` here, and which `generation` of the index answers now. */
export function turnView(turn, talk) {
  const view = { item: el("li", { class: "turn" }), run, stop: () => control?.abort() };
  let control = null;

  function draw(...below) {
    const hadFocus = view.item.contains(document.activeElement);
    const question = el("h2", { class: "asked", lang: "ja", tabindex: "-1" }, turn.question);
    fill(view.item, question, scopeLine(turn.scope), ...below);
    if (hadFocus) question.focus({ preventScroll: true });
  }

  function finished(...notes) {
    draw(understood(turn.reply), ...notes, ...answer(turn.reply, talk.askAlso, talk.asked()), tools());
  }

  async function run() {
    control?.abort();
    const mine = control = new AbortController();
    const told = el("div", {});
    const words = el("div", { class: "answer", lang: "ja" });
    const sentences = [];
    draw(told, words, el("p", { class: "pending" }, say.turn.pending), el("button", { type: "button", onclick: () => mine.abort() }, say.common.stop));
    announce(say.turn.searching);
    try {
      turn.reply = await ask({ question: turn.question, history: talk.historyBefore(turn), ...turn.scope }, (event, data) => {
        if (event === "interpretation") fill(told, understood(data));
        if (event === "sentence") { sentences.push(data); fill(words, answerText(sentences)); }
      }, mine.signal);
      turn.feedback = null;
      finished(since());
      announce(say.turn.shown);
      await talk.keep();
    } catch (problem) {
      failed(problem.name === "AbortError" ? say.common.stopped : `${problem.title || say.common.error}${say.common.colon}${problem.message}`);
    }
  }

  function failed(words) {
    announce(words);
    const told = el("p", { class: "problem", role: "alert" }, words);
    if (turn.reply) finished(told);
    else draw(told, again());
  }

  /** Whether the documents have changed since a link to this answer was made. */
  function since() {
    return turn.since && turn.since !== turn.reply.index.generation
      ? el("p", { class: "notice" }, say.turn.linkOutdated) : null;
  }

  /** Whether the documents have changed since this answer was kept. */
  function outdated() {
    const place = el("div", {});
    talk.generation.then((now) => fill(place, now && now !== turn.reply.index.generation
      ? el("p", { class: "notice" }, say.turn.outdated) : null));
    return place;
  }

  const again = () => el("button", { type: "button", class: "quiet", onclick: () => talk.run(view) }, say.turn.again);

  function tools() {
    const [thumbs, form] = feedback(turn, talk.keep);
    return el("div", {}, el("div", { class: "tools" }, copier(say.turn.copy, () => asText(turn.reply)),
      copier(say.turn.copyLink, () => addressOf(turn)), pinner(() => answerPiece(turn)), again(), thumbs), form);
  }

  if (turn.reply) finished(outdated());
  else draw(el("p", { class: "faint" }, say.turn.unanswered), again());
  return view;
}

function understood(told) {
  return told.interpreted_question !== told.question ? el("p", { class: "understood" }, say.turn.understood(told.interpreted_question)) : null;
}

function scopeLine(scope) {
  if (!Object.keys(scope).length) return null;
  const line = el("p", { class: "understood" });
  scopeName(scope).then((name) => fill(line, say.turn.scope(name)));
  return line;
}

function copier(label, words) {
  const button = el("button", {
    type: "button", class: "quiet",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(words());
        button.textContent = say.turn.copied;
        announce(say.turn.copied);
        setTimeout(() => { button.textContent = label; }, 3000);
      } catch {
        announce(say.turn.notCopied);
      }
    },
  }, label);
  return button;
}
