// The report on a draft: its counts, its files, the comparison with the check before, and the findings.

import { announce } from "./announcer.js";
import { checkAs } from "./api.js";
import { download } from "./download.js";
import { el } from "./dom.js";
import { counts } from "./findings_pane.js";
import { say } from "./language.js";
import { versionsPane } from "./versions_pane.js";

const EXPORTS = [["docx", "Word"], ["xlsx", "Excel"], ["html", say.check.printable], ["md", "Markdown"], ["csv", "CSV"], ["sarif", "SARIF"]];

/** What stands beside the draft; `draft` is what was checked, `before` the report of the check before it, or null. */
export function reportView(report, before, draft, findings, pane) {
  const heading = el("h2", { tabindex: "-1" }, say.check.heading(report.title));
  const notices = report.notices.map((words) => el("p", { class: "faint" }, say.common.note(words)));
  if (!report.in_scope) {
    return [heading, el("p", { class: "notice" }, say.check.outOfScope), ...notices];
  }
  return [
    heading,
    report.items.length ? null : el("p", { class: "notice" }, say.check.noGuidance),
    findings.length ? counts(findings, pane.jump) : el("p", {}, say.check.noFindings),
    exportsOf(draft), ...notices,
    before?.in_scope ? versionsPane(before, report) : null,
    findings.length ? pane.view : null,
  ];
}

function exportsOf(draft) {
  const save = async (format) => {
    try {
      download(await checkAs(draft, format), `${say.files.report}.${format}`);
      announce(say.check.exported);
    } catch (problem) {
      announce(problem.message);
    }
  };
  return el("div", { class: "tools" }, el("span", {}, say.check.export),
    EXPORTS.map(([format, words]) => el("button", { type: "button", class: "quiet", onclick: () => save(format) }, words)));
}
