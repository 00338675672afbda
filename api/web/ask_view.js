// The conversation: a list of turns, the box to write in, and the conversations kept in this browser.

import { announce } from "./announcer.js";
import { asText, kindOf, sentence, under, whole } from "./answer.js";
import { ask, examples } from "./api.js";
import { composer } from "./composer.js";
import { el, fill } from "./dom.js";
import { feedback } from "./feedback.js";
import * as history from "./history.js";

let conversation = history.begin();
let running = null;

export function askView() {
  const turns = el("ol", { class: "turns" });
  const welcome = el("div", { class: "welcome" });
  const past = el("nav", { class: "aside", "aria-label": "これまでの会話" });
  const { form, box } = composer((question) => put(question));
  const view = el("div", { class: "ask" }, past,
    el("div", { class: "talk" }, el("h1", { class: "hidden-words" }, "質問"), welcome, turns, el("div", { class: "composer" }, form)));

  const put = async (question) => {
    fill(welcome);
    const turn = { question, reply: null, verdict: null };
    const item = el("li", { class: "turn" });
    turns.append(item);
    await run(turn, item);
  };

  const run = async (turn, item) => {
    running?.abort();
    const control = running = new AbortController();
    form.dataset.busy = "1";
    const asking = conversation;
    const answer = el("div", { class: "answer pending" });
    const understood = el("p", { class: "understood" });
    const stop = el("button", { type: "button", onclick: () => control.abort() }, "止める");
    fill(item, el("p", { class: "asked" }, turn.question), understood, answer, stop);
    item.scrollIntoView({ block: "start" });
    announce("回答を探しています");
    try {
      await ask(turn.question, history.asTurns(asking), (event, data) => {
        if (event === "interpretation") tellUnderstood(understood, data);
        if (event === "sentence") answer.append(sentence(data.text, data.cited));
        if (event === "done") turn.reply = data;
      }, control.signal);
      asking.turns.push(turn);
      history.keep(asking);
      finish(turn, item);
      announce("回答が表示されました");
    } catch (problem) {
      const words = problem.name === "AbortError" ? "止めました。" : `${problem.title || "エラー"}：${problem.message}`;
      fill(item, el("p", { class: "asked" }, turn.question), el("p", { class: "problem" }, words), again(turn, item));
      announce(words);
    } finally {
      if (running === control) { running = null; delete form.dataset.busy; }
      drawPast();
    }
  };

  const finish = (turn, item) => {
    const understood = el("p", { class: "understood" });
    tellUnderstood(understood, turn.reply);
    fill(item, el("p", { class: "asked" }, turn.question), understood, kindOf(turn.reply), whole(turn.reply), ...under(turn.reply, put), toolsOf(turn, item));
  };

  const again = (turn, item) => el("button", { type: "button", class: "quiet", onclick: () => run(turn, item) }, "もう一度聞く");

  const toolsOf = (turn, item) => {
    const [thumbs, reasons] = feedback(turn, () => history.keep(conversation));
    const copy = el("button", { type: "button", class: "quiet", onclick: () => copyOf(turn.reply, copy) }, "出典付きでコピー");
    return el("div", {}, el("div", { class: "tools" }, copy, again(turn, item), thumbs), reasons);
  };

  const open = (chosen) => {
    running?.abort();
    conversation = chosen;
    fill(turns, chosen.turns.map((turn) => { const item = el("li", { class: "turn" }); finish(turn, item); return item; }));
    fill(welcome, chosen.turns.length ? null : greeting(put));
    drawPast();
  };

  const drawPast = () => fill(past, ...pastOf(open));
  open(conversation);
  return { view, title: "質問", focus: box };
}

function tellUnderstood(place, told) {
  fill(place, told.interpreted_question !== told.question ? `次の質問として答えます：${told.interpreted_question}` : null);
}

function greeting(put) {
  return [
    el("h2", {}, "文書に、出典付きで聞く"),
    el("p", {}, "収録した文書から、原文の引用を付けて答えます。書かれていないことは、書かれていないと答えます。"),
    offered(put),
  ];
}

/** Questions that the service has tried; the page works without them. */
function offered(put) {
  const list = el("ul", { class: "choices" });
  examples().then((told) => fill(list, told.questions.map((words) =>
    el("li", {}, el("button", { type: "button", onclick: () => put(words) }, words)))), () => {});
  return list;
}

function pastOf(open) {
  const fresh = el("button", { type: "button", onclick: () => open(history.begin()) }, "新しい会話");
  const kept = history.all();
  if (!kept.length) return [fresh];
  const list = el("ul", { class: "history" }, kept.map((item) => el("li", {},
    el("button", { type: "button", class: "open", "aria-current": item.id === conversation.id ? "true" : null, onclick: () => open(item) }, item.turns[0].question),
    el("button", { type: "button", class: "quiet", "aria-label": `「${item.turns[0].question}」を削除`, onclick: () => { history.remove(item.id); open(item.id === conversation.id ? history.begin() : conversation); } }, "削除"))));
  const clear = el("button", { type: "button", class: "quiet", onclick: () => { history.removeAll(); open(history.begin()); announce("履歴を削除しました"); } }, "すべて削除");
  return [fresh, el("details", { open: matchMedia("(min-width: 64rem)").matches }, el("summary", {}, `これまでの会話（${kept.length}）`), list, clear)];
}

async function copyOf(reply, button) {
  try {
    await navigator.clipboard.writeText(asText(reply));
    button.textContent = "コピーしました";
    announce("回答と出典をコピーしました");
  } catch {
    announce("コピーできませんでした。ブラウザーの設定を確かめてください");
  }
}
