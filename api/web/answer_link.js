// The address of one answer. All of it stands in the fragment, which no browser sends: no question reaches a log.

const LONGEST = 2000;

/** The address that asks the question of `turn` anew, of the same documents, and knows which index answered. */
export function addressOf(turn) {
  const parts = new URLSearchParams({ q: turn.reply.interpreted_question || turn.question, g: turn.reply.index.generation });
  for (const id of turn.scope.documents || []) parts.append("d", id);
  for (const name of turn.scope.collections || []) parts.append("c", name);
  if (turn.scope.as_of) parts.append("t", turn.scope.as_of);
  return `${location.origin}/#${parts}`;
}

/** What the fragment of an address asks, or null. */
export function read(hash) {
  const parts = new URLSearchParams(hash.slice(1));
  const question = (parts.get("q") || "").trim().slice(0, LONGEST);
  if (!question) return null;
  const [documents, collections, asOf] = [parts.getAll("d"), parts.getAll("c"), parts.get("t")];
  return {
    question, since: parts.get("g"),
    scope: { ...(documents.length && { documents }), ...(collections.length && { collections }), ...(asOf && { as_of: asOf }) },
  };
}
