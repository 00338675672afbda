// Conversations, kept in this browser only and deletable; where the browser keeps nothing, they last as long as the page.

const KEY = "shirube.conversations";
const MOST = 30;
let conversations = load();

function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((item) => item && Array.isArray(item.turns)) : [];
  } catch {
    return [];
  }
}

function save() {
  for (let kept = conversations.slice(0, MOST); ; kept = kept.slice(0, -1)) {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
      return;
    } catch {
      if (!kept.length) return; // the browser keeps nothing: the page still works
    }
  }
}

export const all = () => conversations;
export const find = (id) => conversations.find((item) => item.id === id);

export function begin() {
  return { id: crypto.randomUUID(), turns: [] };
}

/** Keep a turn of a conversation, which goes to the top. */
export function keep(conversation) {
  conversations = [conversation, ...conversations.filter((item) => item.id !== conversation.id)].slice(0, MOST);
  save();
}

export function remove(id) {
  conversations = conversations.filter((item) => item.id !== id);
  save();
}

export function removeAll() {
  conversations = [];
  save();
}

/** The turns as the service takes them. */
export function asTurns(conversation) {
  return conversation.turns.slice(-10).flatMap((turn) => [
    { role: "user", content: turn.reply.interpreted_question || turn.question },
    { role: "assistant", content: turn.reply.answer.slice(0, 8000) },
  ]);
}
