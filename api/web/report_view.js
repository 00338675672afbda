// The report on a draft: its counts, its files, the comparison with the check before, and the findings.

import { announce } from "./announcer.js";
import { checkAs } from "./api.js";
import { download } from "./download.js";
import { el } from "./dom.js";
import { counts } from "./findings_pane.js";
import { versionsPane } from "./versions_pane.js";

const EXPORTS = [["docx", "Word"], ["xlsx", "Excel"], ["html", "印刷用 HTML"], ["md", "Markdown"], ["csv", "CSV"], ["sarif", "SARIF"]];

/** What stands beside the draft; `draft` is what was checked, `before` the report of the check before it, or null. */
export function reportView(report, before, draft, findings, pane) {
  const heading = el("h2", { tabindex: "-1" }, `点検結果：${report.title}`);
  const notices = report.notices.map((words) => el("p", { class: "faint" }, `※${words}`));
  if (!report.in_scope) {
    return [heading, el("p", { class: "notice" }, "科学技術・学術の協力に関する企画案ではないと判断したため、観点との照合は行いませんでした。"), ...notices];
  }
  return [
    heading,
    report.items.length ? null : el("p", { class: "notice" }, "収録文書に、企画の目的と観点を示すものがありません。事実の記述だけを文書と照合しました。"),
    findings.length ? counts(findings, pane.jump) : el("p", {}, "照合できる記述はありませんでした。"),
    exportsOf(draft), ...notices,
    before?.in_scope ? versionsPane(before, report) : null,
    findings.length ? pane.view : null,
  ];
}

function exportsOf(draft) {
  const save = async (format) => {
    try {
      download(await checkAs(draft, format), `shirube-report.${format}`);
      announce("書き出しました");
    } catch (problem) {
      announce(problem.message);
    }
  };
  return el("div", { class: "tools" }, el("span", {}, "書き出し："),
    EXPORTS.map(([format, words]) => el("button", { type: "button", class: "quiet", onclick: () => save(format) }, words)));
}
