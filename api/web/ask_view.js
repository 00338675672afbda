// The conversation: a list of turns under an address of its own, the box to write in, and the conversations before.

import { read } from "./answer_link.js";
import { examples, generation } from "./api.js";
import { composer } from "./composer.js";
import * as conversations from "./conversations.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { pastList } from "./past_list.js";
import { turnView } from "./turn.js";

export function askView() {
  let conversation = conversations.begin();
  let running = null;
  const turns = el("ol", { class: "turns" });
  const welcome = el("div", { class: "welcome" });
  const heading = el("h1", { class: "hidden-words" }, say.site.views.ask);
  const { view: writing, form, box, scope } = composer((question) => put({ question, scope: scope.value() }));
  const past = pastList({
    current: () => conversation,
    renamed: async (id, title) => {
      await conversations.rename(id, title);
      if (id === conversation.id) { conversation.title = title; addressed(conversation); }
    },
    gone: (ids) => { if (ids.includes(conversation.id)) { window.history.replaceState(null, "", "/"); show(conversations.begin()); } },
  });
  const view = el("div", { class: "ask" },
    el("div", { class: "talk" }, heading, welcome, turns, writing), past.view);

  const talkOf = (owner, now = Promise.resolve(null)) => ({
    generation: now,
    historyBefore: (turn) => conversations.asHistory(owner.turns.slice(0, owner.turns.indexOf(turn))),
    keep: async () => {
      owner.changed = Date.now();
      await conversations.keep(owner).catch(() => {}); // a browser that keeps nothing still shows the answer
      await past.draw();
    },
    asked: () => owner.turns.map((turn) => turn.question),
    askAlso: (question) => put({ question, scope: scope.value() }),
    run,
  });

  async function run(turn) {
    running?.stop();
    running = turn;
    form.dataset.busy = "1";
    for (const other of turns.children) other.classList.toggle("newest", other === turn.item && other === turns.lastElementChild);
    turn.item.scrollIntoView({ block: "start" });
    await turn.run();
    if (running === turn) { running = null; delete form.dataset.busy; }
  }

  async function put({ question, scope: chosen, since = null }) {
    const turn = conversations.newTurn(question, chosen, since);
    const talk = talkOf(conversation);
    conversation.title ||= question.slice(0, 100);
    conversation.turns.push(turn);
    fill(welcome);
    const made = turnView(turn, talk);
    turns.append(made.item);
    addressed(conversation);
    const answered = run(made);
    await talk.keep(); // so that a reload loses no question
    await answered;
  }

  function show(chosen) {
    running?.stop();
    conversation = chosen;
    past.settle();
    const talk = talkOf(chosen, chosen.turns.length ? generation().catch(() => null) : undefined);
    fill(turns, chosen.turns.map((turn) => turnView(turn, talk).item));
    fill(welcome, chosen.turns.length ? null : greeting((question) => put({ question, scope: scope.value() })));
    scope.show(chosen.turns.at(-1)?.scope || {});
    addressed(chosen);
    turns.lastElementChild?.scrollIntoView({ block: "start", behavior: "instant" });
    past.draw();
  }

  /** Give the page the address of a conversation that has something in it; the menu leads back to it. */
  function addressed(chosen) {
    const address = chosen.turns.length ? `/c/${chosen.id}` : "/";
    if (chosen.turns.length && location.pathname !== address) window.history.replaceState(null, "", address);
    heading.textContent = chosen.title || say.site.views.ask;
    document.title = say.site.titled(heading.textContent);
    document.querySelector('[data-view="ask"]').setAttribute("href", address);
  }

  /** Show what the address says: a conversation, the question of a link, or a new one. */
  async function arrive(id) {
    scope.refresh();
    const link = id === null ? read(location.hash) : null;
    if (id === null) show(conversations.begin());
    else if (id !== conversation.id) await open(id);
    if (link) { scope.show(link.scope); put(link); }
  }

  async function open(id) {
    const found = await conversations.find(id).catch(() => null);
    if (found) { show(found); return; }
    window.history.replaceState(null, "", "/");
    show(conversations.begin());
    welcome.prepend(el("p", { class: "notice" }, say.ask.unknown));
  }

  return { view, arrive, shown: () => box.focus({ preventScroll: true }), get title() { return conversation.title || say.site.views.ask; } };
}

function greeting(put) {
  return [
    el("h2", {}, say.ask.welcome),
    el("p", {}, say.ask.welcomeHint),
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
