// The draft beside its earlier version: what is solved, what is new, and the lines that changed.

import { el } from "./dom.js";
import { changes, nameOf, WORDS } from "./findings.js";
import { differences, linePairs } from "./line_diff.js";

/** The comparison of two reports, folded; what it holds is made when it is opened. */
export function versionsPane(before, now) {
  const { fixed, fresh, same } = changes(before, now);
  const fold = el("details", { class: "versions", ontoggle: () => {
    if (fold.open && fold.childElementCount === 1) {
      fold.append(el("div", { class: "changes" }, listed("解消した指摘", fixed), listed("新しい指摘", fresh)), sideBySide(before.text, now.text));
    }
  } }, el("summary", {}, `前の点検と比べる：解消 ${fixed.length}、新規 ${fresh.length}、残り ${same}`));
  return fold;
}

function listed(words, findings) {
  return el("section", {}, el("h3", {}, `${words}（${findings.length}）`), findings.length
    ? el("ul", {}, findings.map((finding) => el("li", {}, `${WORDS[finding.status]}：${nameOf(finding)}`)))
    : el("p", { class: "faint" }, "ありません。"));
}

function sideBySide(before, now) {
  return el("div", { class: "scroll side", tabindex: "0", role: "region", "aria-label": "前の版と今の版" }, el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "前の版"), el("th", { scope: "col" }, "今の版"))),
    el("tbody", {}, linePairs(before, now).filter(([old, current]) => old?.trim() || current?.trim()).map(row))));
}

function row([old, current]) {
  if (old === current) return el("tr", { class: "same" }, el("td", {}, old), el("td", {}, current));
  const [was, is] = old === null || current === null ? [["", old ?? "", ""], ["", current ?? "", ""]] : differences(old, current);
  return el("tr", {}, el("td", {}, was[0], was[1] ? el("del", {}, was[1]) : null, was[2]), el("td", {}, is[0], is[1] ? el("ins", {}, is[1]) : null, is[2]));
}
