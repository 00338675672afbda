// The draft with its marked clauses and sentences: each opens its finding among the others.

import { el } from "./dom.js";
import { WORDS } from "./findings.js";
import { say } from "./language.js";

const LOOKS = ["contradicted", "partly", "partial", "supported", "addressed", "not_in_documents"]; // the first that is there gives the colour
const SAYS = /[\p{L}\p{N}]/u;

/** Make the pane; `onpick(finding)` is told which finding's words were chosen, `show(finding)` scrolls to them. */
export function draftPane(report, findings) {
  const pane = { onpick: () => {} };
  const characters = Array.from(report.text);
  const marks = new Map();
  const pieces = stretches(findings, characters.length).map(({ start, end, said }) => {
    const words = characters.slice(start, end).join("");
    if (!said.length || !SAYS.test(words)) return words;
    const made = mark(words, said[0].look, () => pane.onpick(said[0].finding));
    for (const { finding } of said) if (!marks.has(finding)) marks.set(finding, made);
    return made;
  });
  pane.view = el("div", { class: "marked" }, legend(), el("div", { class: "draft-text", lang: "ja", role: "region", "aria-label": say.check.marked, tabindex: "0" }, pieces));
  pane.show = (finding) => point(pane.view, marks.get(finding));
  return pane;
}

/** What the marks mean. */
function legend() {
  return el("p", { class: "legend" }, LOOKS.map((look) => el("span", { class: `said ${look}` }, WORDS[look])));
}

/** Marked words, which work as a button but run on in their paragraph as no button element does. */
function mark(words, look, pick) {
  return el("mark", {
    class: `said ${look}`, role: "button", tabindex: "0", "aria-label": say.check.mark(words, WORDS[look]), onclick: pick,
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } },
  }, words);
}

/** The draft cut where findings begin and end; each stretch with what is said of it, the most pressing first. */
function stretches(findings, length) {
  const spans = findings.flatMap((finding) => finding.spans.map((span) => ({ ...span, finding })));
  const cuts = [...new Set([0, length, ...spans.flatMap((span) => [span.start, span.end])])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, at) => ({
    start, end: cuts[at + 1],
    said: spans.filter((span) => span.start <= start && cuts[at + 1] <= span.end).sort((one, other) => LOOKS.indexOf(one.look) - LOOKS.indexOf(other.look)),
  }));
}

/** Scroll `pane` to `target`, and let it stand out until another one does. */
export function point(pane, target) {
  for (const old of pane.querySelectorAll(".here")) old.classList.remove("here");
  if (!target) return;
  target.classList.add("here");
  target.scrollIntoView({ block: "center" });
}
