// What documents there are, read once for everything that names them.

import { documents } from "./api.js";
import { say } from "./language.js";

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

/** What people call a collection. */
export const collectionName = (name) => say.documents.collections[name] || name;
