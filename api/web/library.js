// What the documents are called, read once for everything that names them.

import { documents } from "./api.js";

let reading = null;

/** The documents, each with its id, title and collection; none where they cannot be read. */
export function known() {
  reading ??= documents().then((told) => told.documents, () => { reading = null; return []; });
  return reading;
}

/** The titles by id. */
export async function titles() {
  return new Map((await known()).map((item) => [item.document_id, item.title]));
}

/** Forget them: they have changed. */
export function forget() {
  reading = null;
}

const COLLECTIONS = { bundled: "同梱の文書", own: "追加した文書" };

/** What people call a collection. */
export const collectionName = (name) => COLLECTIONS[name] || name;
