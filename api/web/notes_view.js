// The notes: one that is worked on, its title and its files, and the list of all.

import { announce } from "./announcer.js";
import { el, fill } from "./dom.js";
import { download } from "./download.js";
import { say } from "./language.js";
import { fileName, noteAsMarkdown } from "./markdown.js";
import { pieceList } from "./note_pieces.js";
import * as notes from "./notes.js";
import { undoBar } from "./undo.js";
import { noteAsWord } from "./word_file.js";

export async function notesView(id) {
  const note = await (id === null ? notes.current() : notes.touch(id));
  if (!note) return { title: say.site.views.notes, view: el("div", { class: "notes" }, el("h1", {}, say.site.views.notes), el("p", { class: "notice" }, say.notes.missing), el("p", {}, el("a", { href: "/notes" }, say.notes.toList))) };
  const undo = undoBar();
  const list = el("ul", { class: "history" });
  const draw = async () => fill(list, (await notes.all()).map((item) => el("li", {},
    el("a", { href: `/notes/${item.id}`, "aria-current": item.id === note.id ? "page" : null, title: item.title }, item.title))));
  await draw();
  const side = el("nav", { class: "aside", "aria-label": say.notes.list },
    el("a", { href: "/notes/new", class: "button fresh" }, say.notes.fresh), list);
  return { title: note.title, view: el("div", { class: "notes" }, sheet(note, undo, draw), side) };
}

/** A new note, which is pinned to from now on; `/notes/new` is no place to come back to. */
export async function newNoteView() {
  const note = await notes.begin();
  window.history.replaceState(null, "", `/notes/${note.id}`);
  return notesView(note.id);
}

function sheet(note, undo, drawList) {
  const pieces = pieceList(note, undo);
  const gone = async () => {
    const removed = await notes.remove([note.id]);
    fill(view, undo.view);
    undo.offer(say.notes.removed(removed[0].title), async () => { await notes.keep(removed[0]); fill(view, ...whole); await drawList(); name.focus(); });
    await drawList();
  };
  const name = el("input", {
    type: "text", id: "note-title", maxlength: "100", value: note.title,
    onchange: async () => {
      name.value = name.value.trim() || note.title;
      await notes.change(note.id, (kept) => { kept.title = name.value; });
      document.title = say.site.titled(name.value);
      await drawList();
    },
  });
  const whole = [
    el("h1", {}, say.site.views.notes),
    el("label", { for: "note-title", class: "note-title" }, el("span", {}, say.notes.name), name),
    el("div", { class: "tools" },
      saver(say.notes.word, note, async (kept) => download(await noteAsWord(kept), fileName(kept.title, "docx"))),
      saver(say.notes.markdown, note, (kept) => download(new Blob([noteAsMarkdown(kept)], { type: "text/markdown" }), fileName(kept.title, "md"))),
      el("button", { type: "button", class: "quiet", onclick: () => print() }, say.common.print),
      el("button", { type: "button", class: "quiet", onclick: gone }, say.notes.remove)),
    undo.view,
    pieces,
    el("p", { class: "faint no-print" }, say.notes.hint),
  ];
  const view = fill(el("div", { class: "note" }), ...whole);
  return view;
}

/** A button that saves the note as it is kept now, and says so, or why not. */
function saver(words, note, save) {
  return el("button", { type: "button", onclick: async () => {
    try {
      await save(await notes.find(note.id));
      announce(say.common.saved);
    } catch (problem) {
      announce(say.notes.notSaved(problem.message));
    }
  } }, words);
}
