// The list of conversations: opening, renaming, saving as Markdown, deleting and taking that back.

import { announce } from "./announcer.js";
import * as conversations from "./conversations.js";
import { el, fill } from "./dom.js";
import { download } from "./download.js";
import { say } from "./language.js";
import { asMarkdown, fileName } from "./markdown.js";
import { undoBar } from "./undo.js";
import { conversationAsWord } from "./word_file.js";

/** Make the list. `talk` has `current()`, `renamed(id, title)` and `gone(ids)`; `draw()` shows what is kept now. */
export function pastList(talk) {
  const fresh = el("a", { href: "/", class: "button fresh" }, say.past.fresh);
  const undo = undoBar();
  const list = el("ul", { class: "history" });
  const count = el("summary", {});
  const clear = el("button", { type: "button", class: "quiet", onclick: async () => remove((await conversations.all()).map((item) => item.id), say.past.everything) }, say.past.clear);
  const fold = el("details", { hidden: true, open: matchMedia("(min-width: 64rem)").matches }, count, list, clear);

  const draw = async () => {
    const kept = await conversations.all().catch(() => []);
    fill(count, say.past.count(kept.length));
    fill(list, kept.map(line));
    fold.hidden = !kept.length;
  };

  function line(item) {
    const here = item.id === talk.current().id;
    const actions = el("div", { class: "actions", hidden: true },
      el("button", { type: "button", class: "quiet", onclick: () => edit(item, made) }, say.past.rename),
      el("button", { type: "button", class: "quiet", onclick: async () => save(await conversations.find(item.id)) }, say.common.asMarkdown),
      el("button", { type: "button", class: "quiet", onclick: async () => saveAsWord(await conversations.find(item.id)) }, say.common.asWord),
      here ? el("button", { type: "button", class: "quiet", onclick: () => print() }, say.common.print) : null,
      el("button", { type: "button", class: "quiet", onclick: () => remove([item.id], say.common.quoted(item.title)) }, say.past.remove));
    const more = el("button", {
      type: "button", class: "quiet more", "aria-expanded": "false", "aria-label": say.past.actions(item.title),
      onclick: () => { actions.hidden = !actions.hidden; more.setAttribute("aria-expanded", String(!actions.hidden)); },
    }, "⋯");
    const made = el("li", {}, el("a", { href: `/c/${item.id}`, "aria-current": here ? "page" : null, title: item.title }, item.title), more, actions);
    return made;
  }

  function edit(item, place) {
    const box = el("input", { type: "text", maxlength: "100", value: item.title, "aria-label": say.past.name });
    const rename = async (event) => {
      event.preventDefault();
      const title = box.value.trim();
      if (title && title !== item.title) await talk.renamed(item.id, title);
      await draw();
      list.querySelector(`[href="/c/${item.id}"]`)?.focus();
    };
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") { box.value = item.title; rename(event); } });
    fill(place, el("form", { onsubmit: rename }, box, el("button", {}, say.past.decide)));
    box.select();
    box.focus();
  }

  async function remove(ids, words) {
    const removed = await conversations.remove(ids);
    talk.gone(ids);
    await draw();
    undo.offer(say.past.removed(words), async () => { await Promise.all(removed.map(conversations.keep)); await draw(); fresh.focus(); });
  }

  return { view: el("nav", { class: "aside", "aria-label": say.past.label }, fresh, undo.view, fold), draw, settle: undo.settle };
}

function save(conversation) {
  download(new Blob([asMarkdown(conversation)], { type: "text/markdown" }), fileName(conversation.title, "md"));
  announce(say.common.saved);
}

async function saveAsWord(conversation) {
  try {
    download(await conversationAsWord(conversation), fileName(conversation.title, "docx"));
    announce(say.common.saved);
  } catch (problem) {
    announce(say.notes.notSaved(problem.message));
  }
}
