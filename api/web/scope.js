// What may answer: the documents chosen, and the day up to which documents count. As the service takes it: `{documents?, collections?, as_of?}`.

import { say } from "./language.js";
import { collectionName, known } from "./library.js";

/** The documents that a scope lets answer, as a set of their ids. */
export function chosenOf(scope, documents) {
  if (!scope.documents && !scope.collections) return new Set(documents.map((item) => item.document_id));
  const named = documents.filter((item) => scope.documents?.includes(item.document_id) || scope.collections?.includes(item.collection));
  return new Set(named.map((item) => item.document_id));
}

/** The shortest scope that lets the documents of `ids` answer, dated until `asOf`: nothing where they are all, a collection where they are one. */
export function scopeOf(ids, documents, asOf) {
  const until = asOf ? { as_of: asOf } : {};
  if (documents.every((item) => ids.has(item.document_id))) return until;
  const collections = [...new Set(documents.map((item) => item.collection))];
  const whole = collections.find((name) => documents.every((item) => ids.has(item.document_id) === (item.collection === name)));
  return whole ? { collections: [whole], ...until } : { documents: [...ids], ...until };
}

/** What a scope is called, or nothing where it is everything. */
export async function scopeName(scope) {
  const documents = await known();
  const named = (scope.documents || []).map((id) => documents.find((item) => item.document_id === id)?.title || id);
  const many = named.length > 3 ? [say.scope.many(named.length)] : named;
  return [...(scope.collections || []).map(collectionName), ...many, scope.as_of ? say.scope.asOf(scope.as_of) : ""].filter(Boolean).join(say.common.comma);
}
