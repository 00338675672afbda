// Conversations, kept in this browser's own database only.

import { newId, shelf } from "./database.js";

export const { all, find, keep, remove } = shelf("conversations", 200);

/** A conversation that nobody has asked anything in yet. */
export const begin = () => ({ id: newId(), title: "", changed: 0, turns: [] });

/** Turns as the service takes them; those that were not answered say nothing. */
export function asHistory(turns) {
  return turns.filter((turn) => turn.reply).slice(-10).flatMap((turn) => [
    { role: "user", content: turn.reply.interpreted_question || turn.question },
    { role: "assistant", content: turn.reply.answer.slice(0, 8000) },
  ]);
}
