// The draft with its marked sentences: each opens its finding in the other pane.

import { el } from "./dom.js";

/** Make the pane; `onpick(finding)` is told which finding's sentence was chosen, `show(finding)` scrolls to it. */
export function draftPane(report, findings) {
  const pane = { onpick: () => {} };
  const characters = Array.from(report.text);
  const marks = placed(findings);
  const buttons = new Map();
  const pieces = [];
  let at = 0;
  for (const mark of marks) {
    pieces.push(characters.slice(at, mark.start).join(""));
    const button = sentence(characters.slice(mark.start, mark.end).join(""), mark.finding, () => pane.onpick(mark.finding));
    for (const finding of mark.findings) buttons.set(finding, button);
    pieces.push(button);
    at = mark.end;
  }
  pieces.push(characters.slice(at).join(""));
  pane.view = el("section", { class: "pane", "aria-label": "企画案の本文", tabindex: "0" }, el("h3", {}, "企画案"), legend(), el("div", { class: "draft-text" }, pieces));
  pane.show = (finding) => point(pane.view, buttons.get(finding));
  return pane;
}

/** What the marks mean. */
function legend() {
  const looks = [["contradicted", "文書と矛盾"], ["partial", "一部対応"], ["addressed", "対応あり"], ["supported", "文書と一致"], ["partly", "一部のみ確認"], ["not_in_documents", "文書に記載なし"]];
  return el("p", { class: "legend" }, looks.map(([look, words]) => el("span", { class: `said ${look}` }, words)));
}

/** A marked sentence, which works as a button but runs on in its paragraph as no button element does. */
function sentence(words, finding, pick) {
  return el("mark", {
    class: `said ${finding.status}`, role: "button", tabindex: "0", "aria-label": `${words}（${finding.label}）`, onclick: pick,
    onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } },
  }, words);
}

/** The stretches to mark, each once, in order; where several findings share one, the most pressing gives the colour. */
function placed(findings) {
  const found = new Map();
  for (const finding of findings) {
    for (const span of finding.spans) {
      const key = `${span.start}-${span.end}`;
      const known = found.get(key);
      if (known) known.findings.push(finding);
      else found.set(key, { start: span.start, end: span.end, finding, findings: [finding] });
    }
  }
  const marks = [...found.values()].sort((one, other) => one.start - other.start || other.end - one.end);
  return marks.filter((mark, index) => !marks.slice(0, index).some((earlier) => mark.start < earlier.end));
}

/** Scroll `pane` to `target`, and let it stand out until another one does. */
export function point(pane, target) {
  for (const old of pane.querySelectorAll(".here")) old.classList.remove("here");
  if (!target) return;
  target.classList.add("here");
  target.scrollIntoView({ block: "center" });
}
