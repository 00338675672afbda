// The findings of a check: what each is called, which is more pressing, and what changed since an earlier check.

import { say } from "./language.js";

export const WORDS = say.finding.words;
export const LOOKS = { contradicted: "bad", partly: "warn", missing: "none", partial: "warn", addressed: "good", supported: "good", not_in_documents: "none" };
/** The groups of findings, the most pressing first; the others need no work. */
export const ORDER = Object.keys(WORDS);
export const CALM = new Set(["addressed", "supported", "not_in_documents"]);

/** The findings of a report, most pressing first, each with its spans in the draft: of a statement, its clauses by their verdicts. */
export function findingsOf(report) {
  const facts = report.facts.map((fact) => ({
    kind: "fact", key: `fact ${folded(fact.quote)}`, status: fact.verdict, group: say.finding.facts, item: fact,
    spans: (fact.claims.length ? fact.claims : [fact]).map((part) => ({ ...part, look: part.verdict })),
  }));
  const items = report.items.map((item) => ({
    kind: "item", key: `item ${item.id} ${item.status}`, status: item.status, group: item.group_title, item,
    spans: item.evidence.map((span) => ({ ...span, look: item.status })),
  }));
  return [...facts, ...items].sort((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status));
}

const folded = (words) => words.normalize("NFKC").replace(/\s+/g, "");

/** What a finding is about, in one line. */
export const nameOf = ({ kind, item }) => (kind === "fact" ? item.quote.trim() : `${item.id} ${item.text}`);

/** What calls for work now and did not, what did and no longer does, and how much stays. */
export function changes(before, now) {
  const [old, current] = [before, now].map((report) => new Map(findingsOf(report).filter((finding) =>
    finding.status === "contradicted" || (finding.kind === "item" && finding.status !== "addressed")).map((finding) => [finding.key, finding])));
  return {
    fixed: [...old.values()].filter((finding) => !current.has(finding.key)),
    fresh: [...current.values()].filter((finding) => !old.has(finding.key)),
    same: [...current.keys()].filter((key) => old.has(key)).length,
  };
}
