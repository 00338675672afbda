// What documents there are, read once for everything that names them.

import { documents } from "./api.js";

let reading = null;

function told() {
  reading ??= documents().catch(() => { reading = null; return { documents: [], editable: false }; });
  return reading;
}

/** The documents, each with its id, title and collection; none where they cannot be read. */
export const known = async () => (await told()).documents;

/** Whether documents can be added and removed here. */
export const editable = async () => (await told()).editable;

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
