// Conversations, kept in this browser's own database only: nothing of them is on the server.

const MOST = 200; // the oldest make room
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("shirube", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("conversations", { keyPath: "id" }).createIndex("list", ["changed", "title"]);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Do `work(store)` in one transaction; resolves with the result of the request that it returns, once all is written. */
async function within(mode, work) {
  const transaction = (await database()).transaction("conversations", mode);
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore("conversations"));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** A conversation that nobody has asked anything in yet; its id is made so on pages without TLS too. */
export function begin() {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, title: "", changed: 0, turns: [] };
}

/** What the list shows of each, the newest first; the conversations themselves are not read. */
export async function all() {
  const found = [];
  await within("readonly", (store) => {
    store.index("list").openKeyCursor(null, "prev").onsuccess = (event) => {
      const cursor = event.target.result;
      if (!cursor) return;
      found.push({ id: cursor.primaryKey, title: cursor.key[1] });
      cursor.continue();
    };
  });
  return found;
}

export const find = (id) => within("readonly", (store) => store.get(id));

/** Write a conversation as it is now. */
export async function keep(conversation) {
  await within("readwrite", (store) => store.put(conversation));
  const over = (await all()).slice(MOST);
  if (over.length) await within("readwrite", (store) => { over.forEach((item) => store.delete(item.id)); });
}

/** Take conversations away; resolves with what they were, so that they can be kept again. */
export async function remove(ids) {
  const removed = await Promise.all(ids.map(find));
  await within("readwrite", (store) => { ids.forEach((id) => store.delete(id)); });
  return removed.filter(Boolean);
}

/** Turns as the service takes them; those that were not answered say nothing. */
export function asHistory(turns) {
  return turns.filter((turn) => turn.reply).slice(-10).flatMap((turn) => [
    { role: "user", content: turn.reply.interpreted_question || turn.question },
    { role: "assistant", content: turn.reply.answer.slice(0, 8000) },
  ]);
}
