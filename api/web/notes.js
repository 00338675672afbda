// Notes, kept in this browser's own database only: answers and quotes that somebody pinned, in the order they chose.

import { newId, shelf } from "./database.js";
import { say } from "./language.js";

const MOST_PIECES = 200;

export const { all, find, keep, change, remove } = shelf("notes", 100);

/** A new note; one that nobody has used yet is not added to. */
export async function begin() {
  const kept = await all();
  const newest = kept.length ? await find(kept[0].id) : null;
  if (newest && !newest.pieces.length) return newest;
  const note = { id: newId(), title: say.notes.titled(kept.length + 1), changed: Date.now(), pieces: [] };
  await keep(note);
  return note;
}

/** The note that was opened or pinned to last, or a new one. */
export async function current() {
  const [newest] = await all();
  return newest ? find(newest.id) : begin();
}

/** Make a note the one that is pinned to. */
export const touch = (id) => change(id, (note) => { note.changed = Date.now(); });

/** Put a piece at the end of the note in use; resolves with the note, or null where it is full. */
export async function pin(piece) {
  const { id, pieces } = await current();
  if (pieces.length >= MOST_PIECES) return null;
  return change(id, (note) => {
    note.pieces.push({ id: newId(), remark: "", ...piece });
    note.changed = Date.now();
  });
}

/** An answer as a piece of a note. */
export const answerPiece = ({ question, reply }) => ({ kind: "answer", heading: question, words: reply.answer, sentences: reply.sentences, citations: reply.citations });

/** A quote as a piece of a note. */
export const quotePiece = (citation) => ({ kind: "quote", heading: citation.document_title, words: "", sentences: [], citations: [{ ...citation, number: 1 }] });
