// The notes: one that is worked on, its title and its files, and the list of all.

import { announce } from "./announcer.js";
import { noteAsDocx } from "./api.js";
import { el, fill } from "./dom.js";
import { download } from "./download.js";
import { fileName, noteAsMarkdown } from "./markdown.js";
import { pieceList } from "./note_pieces.js";
import * as notes from "./notes.js";
import { undoBar } from "./undo.js";

export async function notesView(id) {
  const note = await (id === null ? notes.current() : notes.touch(id));
  if (!note) return { title: "ノート", view: el("div", { class: "notes" }, el("h1", {}, "ノート"), el("p", { class: "notice" }, "このノートは、このブラウザーにはありません。ノートは、作ったブラウザーにだけ残ります。"), el("p", {}, el("a", { href: "/notes" }, "ノートの一覧へ"))) };
  const undo = undoBar();
  const list = el("ul", { class: "history" });
  const draw = async () => fill(list, (await notes.all()).map((item) => el("li", {},
    el("a", { href: `/notes/${item.id}`, "aria-current": item.id === note.id ? "page" : null, title: item.title }, item.title))));
  await draw();
  const side = el("nav", { class: "aside", "aria-label": "ノートの一覧" },
    el("a", { href: "/notes/new", class: "button fresh" }, "新しいノート"), list);
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
    undo.offer(`「${removed[0].title}」を削除しました。`, async () => { await notes.keep(removed[0]); fill(view, ...whole); await drawList(); name.focus(); });
    await drawList();
  };
  const name = el("input", {
    type: "text", id: "note-title", maxlength: "100", value: note.title,
    onchange: async () => {
      name.value = name.value.trim() || note.title;
      await notes.change(note.id, (kept) => { kept.title = name.value; });
      document.title = `${name.value}｜しるべ`;
      await drawList();
    },
  });
  const whole = [
    el("h1", {}, "ノート"),
    el("label", { for: "note-title", class: "note-title" }, el("span", {}, "名前"), name),
    el("div", { class: "tools" },
      saver("Word で保存", note, async (kept) => download(await noteAsDocx(asSent(kept)), fileName(kept.title, "docx"))),
      saver("Markdown で保存", note, (kept) => download(new Blob([noteAsMarkdown(kept)], { type: "text/markdown" }), fileName(kept.title, "md"))),
      el("button", { type: "button", class: "quiet", onclick: () => print() }, "印刷"),
      el("button", { type: "button", class: "quiet", onclick: gone }, "ノートを削除")),
    undo.view,
    pieces,
    el("p", { class: "faint no-print" }, "ノートはこのブラウザーにだけ残ります。回答と出典は、ここで開いているノートに留まります。"),
  ];
  const view = fill(el("div", { class: "note" }), ...whole);
  return view;
}

/** A button that saves the note as it is kept now, and says so, or why not. */
function saver(words, note, save) {
  return el("button", { type: "button", onclick: async () => {
    try {
      await save(await notes.find(note.id));
      announce("保存しました");
    } catch (problem) {
      announce(`保存できませんでした。${problem.message}`);
    }
  } }, words);
}

/** The note as the service takes it. */
function asSent({ title, pieces }) {
  return { title, pieces: pieces.map(({ heading, words, remark, citations }) => ({ heading, words, remark,
    citations: citations.map(({ number, document_title, document_date, section, page, quote }) => ({ number, document_title, document_date, section, page: page ?? null, quote })) })) };
}
