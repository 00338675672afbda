// The draft beside its earlier version: what is solved, what is new, and the lines that changed.

import { el } from "./dom.js";
import { changes, nameOf, WORDS } from "./findings.js";
import { say } from "./language.js";
import { differences, linePairs } from "./line_diff.js";

/** The comparison of two reports, folded; what it holds is made when it is opened. */
export function versionsPane(before, now) {
  const { fixed, fresh, same } = changes(before, now);
  const fold = el("details", { class: "versions", ontoggle: () => {
    if (fold.open && fold.childElementCount === 1) {
      fold.append(el("div", { class: "changes" }, listed(say.versions.fixed, fixed), listed(say.versions.fresh, fresh)), sideBySide(before.text, now.text));
    }
  } }, el("summary", {}, say.versions.summary(fixed.length, fresh.length, same)));
  return fold;
}

function listed(words, findings) {
  return el("section", {}, el("h3", {}, say.finding.named(words, findings.length)), findings.length
    ? el("ul", {}, findings.map((finding) => el("li", {}, `${WORDS[finding.status]}${say.common.colon}${nameOf(finding)}`)))
    : el("p", { class: "faint" }, say.common.none));
}

function sideBySide(before, now) {
  return el("div", { class: "scroll side", tabindex: "0", role: "region", "aria-label": say.versions.label }, el("table", {},
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say.versions.before), el("th", { scope: "col" }, say.versions.now))),
    el("tbody", {}, linePairs(before, now).filter(([old, current]) => old?.trim() || current?.trim()).map(row))));
}

function row([old, current]) {
  if (old === current) return el("tr", { class: "same" }, el("td", {}, old), el("td", {}, current));
  const [was, is] = old === null || current === null ? [["", old ?? "", ""], ["", current ?? "", ""]] : differences(old, current);
  return el("tr", {}, el("td", {}, was[0], was[1] ? el("del", {}, was[1]) : null, was[2]), el("td", {}, is[0], is[1] ? el("ins", {}, is[1]) : null, is[2]));
}
