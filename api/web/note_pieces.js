// The pieces of a note in their order: moved with buttons, keys or the pointer, remarked on, taken out and brought back.

import { announce } from "./announcer.js";
import { answerText } from "./answer_text.js";
import { chip, officialForm } from "./citation.js";
import { el, fill, readable } from "./dom.js";
import { say } from "./language.js";
import * as notes from "./notes.js";

/** Make the list of the pieces of `note`; `undo` offers to bring back what is taken out. */
export function pieceList(note, undo) {
  const list = el("ol", { class: "pieces" });
  const place = el("div", {}, list);
  let dragged = null;

  /** Change the pieces as they are kept now, show them, and give the focus to the button `look` of the piece `id`, or to another that can be pressed. */
  async function change(work, id, look) {
    const kept = await notes.change(note.id, (now) => work(now.pieces));
    draw(kept.pieces);
    const place = list.querySelector(`[data-piece="${id}"]`);
    (place?.querySelector(`.${look}:enabled`) || place?.querySelector("button.quiet:enabled"))?.focus();
    return kept.pieces.findIndex((piece) => piece.id === id);
  }

  /** Move a piece to where another stands. */
  async function move(id, step, look) {
    const at = await change((pieces) => {
      const from = pieces.findIndex((piece) => piece.id === id);
      const to = Math.min(Math.max(from + step, 0), pieces.length - 1);
      pieces.splice(to, 0, ...pieces.splice(from, 1));
    }, id, look);
    announce(say.notes.moved(at + 1));
  }

  async function takeOut(piece) {
    let at = 0;
    await change((pieces) => { at = pieces.findIndex((item) => item.id === piece.id); pieces.splice(at, 1); });
    undo.offer(say.notes.takenOut(piece.heading), () => change((pieces) => { pieces.splice(at, 0, piece); }, piece.id, "out"));
  }

  function draw(pieces) {
    fill(list, pieces.map((piece, at) => pieceView(piece, at, pieces.length)));
    fill(place, pieces.length ? list : el("p", { class: "notice" }, say.notes.empty));
  }

  function pieceView(piece, at, count) {
    const button = (words, look, off, act) => el("button", { type: "button", class: `quiet ${look}`, disabled: off, "aria-label": say.notes.doing(piece.heading, words), onclick: act }, words);
    const remark = el("textarea", { rows: "1", maxlength: "5000", placeholder: say.notes.remark, "aria-label": say.notes.remarkOn(piece.heading),
      oninput: () => { piece.remark = remark.value; notes.change(note.id, (now) => { for (const item of now.pieces) if (item.id === piece.id) item.remark = remark.value; }); } }, piece.remark);
    const made = el("li", {
      class: "piece", "data-piece": piece.id,
      ondragover: (event) => { if (dragged && dragged.id !== piece.id) event.preventDefault(); },
      ondrop: (event) => { event.preventDefault(); move(dragged.id, at - dragged.at, "out"); },
      onkeydown: (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!event.altKey || !step || event.target === remark) return;
        event.preventDefault();
        move(piece.id, step, "out");
      },
    }, el("div", { class: "piece-head" },
      el("span", { class: "grip", draggable: "true", "aria-hidden": "true", title: say.notes.grip, ondragstart: (event) => {
        dragged = { id: piece.id, at };
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", piece.heading);
        event.dataTransfer.setDragImage(made, 0, 0);
      }, ondragend: () => { dragged = null; } }, "⠿"),
      el("h2", {}, piece.heading),
      el("div", { class: "tools" },
        button(say.notes.up, "up", at === 0, () => move(piece.id, -1, "up")),
        button(say.notes.down, "down", at === count - 1, () => move(piece.id, 1, "down")),
        button(say.notes.out, "out", false, () => takeOut(piece)))),
    ...body(piece), remark);
    return made;
  }

  draw(note.pieces);
  return place;
}

/** What was pinned: an answer with its sources, or a quote with its source. */
function body(piece) {
  if (piece.kind === "quote") {
    const [citation] = piece.citations;
    return [el("blockquote", { class: "quoted", lang: "ja" }, readable(citation.quote).trim()), el("p", { class: "faint" }, officialForm(citation), " ", chip(citation, say.common.original))];
  }
  return [
    el("div", { class: "answer", lang: "ja" }, answerText(piece.sentences.map((item) => ({ text: item.text, cited: piece.citations.filter((citation) => item.citations.includes(citation.number)) })))),
    el("ul", { class: "official" }, piece.citations.map((citation) => el("li", {}, `[${citation.number}] ${officialForm(citation)}`))),
  ];
}
