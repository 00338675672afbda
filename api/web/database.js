// This browser's own database: what people asked and noted is kept here, and nothing of it is on the server.

let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("shirube", 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const name of oldVersion ? ["notes"] : ["conversations", "notes"]) {
        request.result.createObjectStore(name, { keyPath: "id" }).createIndex("list", ["changed", "title"]);
      }
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opened = null; }; // a newer page needs it
      resolve(request.result);
    };
    request.onerror = () => { opened = null; reject(request.error); };
  });
  return opened;
}

/** Do `work(store)` in one transaction; resolves with the result of the request that it returns, once all is written. */
async function within(name, mode, work) {
  const transaction = (await database()).transaction(name, mode);
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** An id that nobody else has; made so on pages without TLS too. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The shelf of records `{id, title, changed, …}` called `name`; of more than `most` the oldest make room. */
export function shelf(name, most) {
  /** What a list shows of each, the newest first; the records themselves are not read. */
  async function all() {
    const found = [];
    await within(name, "readonly", (store) => {
      store.index("list").openKeyCursor(null, "prev").onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        found.push({ id: cursor.primaryKey, title: cursor.key[1] });
        cursor.continue();
      };
    });
    return found;
  }

  const find = (id) => within(name, "readonly", (store) => store.get(id));

  /** Write a record as it is now. */
  async function keep(record) {
    await within(name, "readwrite", (store) => store.put(record));
    const over = (await all()).slice(most);
    if (over.length) await within(name, "readwrite", (store) => { over.forEach((item) => store.delete(item.id)); });
  }

  /** Let `work(record)` change what is kept now, whatever another tab did to it; resolves with the record, if there is one. */
  async function change(id, work) {
    let record;
    await within(name, "readwrite", (store) => {
      store.get(id).onsuccess = (event) => {
        record = event.target.result;
        if (record) { work(record); store.put(record); }
      };
    });
    return record;
  }

  /** Take records away; resolves with what they were, so that they can be kept again. */
  async function remove(ids) {
    const removed = await Promise.all(ids.map(find));
    await within(name, "readwrite", (store) => { ids.forEach((id) => store.delete(id)); });
    return removed.filter(Boolean);
  }

  return { all, find, keep, change, remove };
}
