// One turn: a question and its answer, or why there is none yet. Asking again replaces the answer; until then it stays.

import { announce } from "./announcer.js";
import { answer, asText } from "./answer.js";
import { addressOf } from "./answer_link.js";
import { answerText } from "./answer_text.js";
import { ask } from "./api.js";
import { el, fill } from "./dom.js";
import { feedback } from "./feedback.js";
import { answerPiece } from "./notes.js";
import { pinner } from "./pin.js";
import { scopeName } from "./scope.js";

/** Make the turn. `talk` has `historyBefore(turn)`, `keep()`, `askAlso(question)`, `asked()`, `run(view)`, which calls `run` here, and which `generation` of the index answers now. */
export function turnView(turn, talk) {
  const view = { item: el("li", { class: "turn" }), run, stop: () => control?.abort() };
  let control = null;

  function draw(...below) {
    const hadFocus = view.item.contains(document.activeElement);
    const question = el("h2", { class: "asked", tabindex: "-1" }, turn.question);
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
    const words = el("div", { class: "answer" });
    const sentences = [];
    draw(told, words, el("p", { class: "pending" }, "文書を読んでいます"), el("button", { type: "button", onclick: () => mine.abort() }, "止める"));
    announce("回答を探しています");
    try {
      turn.reply = await ask({ question: turn.question, history: talk.historyBefore(turn), ...turn.scope }, (event, data) => {
        if (event === "interpretation") fill(told, understood(data));
        if (event === "sentence") { sentences.push(data); fill(words, answerText(sentences)); }
      }, mine.signal);
      turn.feedback = null;
      finished(since());
      announce("回答が表示されました");
      await talk.keep();
    } catch (problem) {
      failed(problem.name === "AbortError" ? "止めました。" : `${problem.title || "エラー"}：${problem.message}`);
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
      ? el("p", { class: "notice" }, "このリンクが作られたあとに、文書が変わりました。これは今の文書による回答です。") : null;
  }

  /** Whether the documents have changed since this answer was kept. */
  function outdated() {
    const place = el("div", {});
    talk.generation.then((now) => fill(place, now && now !== turn.reply.index.generation
      ? el("p", { class: "notice" }, "この回答のあとに、文書が変わりました。「もう一度聞く」で、今の文書から答え直します。") : null));
    return place;
  }

  const again = () => el("button", { type: "button", class: "quiet", onclick: () => talk.run(view) }, "もう一度聞く");

  function tools() {
    const [thumbs, form] = feedback(turn, talk.keep);
    return el("div", {}, el("div", { class: "tools" }, copier("出典付きでコピー", () => asText(turn.reply)),
      copier("リンクをコピー", () => addressOf(turn)), pinner(() => answerPiece(turn)), again(), thumbs), form);
  }

  if (turn.reply) finished(outdated());
  else draw(el("p", { class: "faint" }, "この質問の回答は、まだありません。"), again());
  return view;
}

function understood(told) {
  return told.interpreted_question !== told.question ? el("p", { class: "understood" }, `次の質問として答えます：${told.interpreted_question}`) : null;
}

function scopeLine(scope) {
  if (!Object.keys(scope).length) return null;
  const line = el("p", { class: "understood" });
  scopeName(scope).then((name) => fill(line, `対象：${name}`));
  return line;
}

function copier(label, words) {
  const button = el("button", {
    type: "button", class: "quiet",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(words());
        button.textContent = "コピーしました";
        announce("コピーしました");
        setTimeout(() => { button.textContent = label; }, 3000);
      } catch {
        announce("コピーできませんでした。ブラウザーの設定を確かめてください");
      }
    },
  }, label);
  return button;
}
