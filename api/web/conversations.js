// Conversations, kept in this browser's own database only.

import { newId, shelf } from "./database.js";

const { all, find, keep: put, change, remove } = shelf("conversations", 200);
export { all, find, remove };

/** A conversation that nobody has asked anything in yet. */
export const begin = () => ({ id: newId(), title: "", changed: 0, turns: [] });

/** A question that is asked, of what it is asked, and the index of the link that asks it. */
export const newTurn = (question, scope, since) => ({ id: newId(), question, scope, since, reply: null, feedback: null });

/** Keep a conversation; a name and turns that another tab has given it meanwhile stay. */
export async function keep(conversation) {
  const kept = await change(conversation.id, (stored) => {
    stored.changed = conversation.changed;
    stored.title ||= conversation.title;
    stored.turns = together(stored.turns, conversation.turns);
  });
  if (!kept) await put(conversation);
}

export const rename = (id, title) => change(id, (stored) => { stored.title = title; });

const nameOf = (turn) => turn.id ?? turn.question; // turns that were kept before they had ids

/** The turns of both, each once, as `ours` where that is answered. */
function together(stored, ours) {
  const known = new Map(ours.map((turn) => [nameOf(turn), turn]));
  const there = new Set(stored.map(nameOf));
  return [...stored.map((turn) => (known.get(nameOf(turn))?.reply ? known.get(nameOf(turn)) : turn)), ...ours.filter((turn) => !there.has(nameOf(turn)))];
}

/** Turns as the service takes them; those that were not answered say nothing. */
export function asHistory(turns) {
  return turns.filter((turn) => turn.reply).slice(-10).flatMap((turn) => [
    { role: "user", content: turn.reply.interpreted_question || turn.question },
    { role: "assistant", content: turn.reply.answer.slice(0, 8000) },
  ]);
}
