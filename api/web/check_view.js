// The draft check: a text or a file in; its report beside it, mended and checked again as often as somebody likes.

import { announce } from "./announcer.js";
import { check } from "./api.js";
import { forgetCheck, keepCheck, keepDraft, remembered } from "./check_memory.js";
import { draftForm } from "./draft_form.js";
import { draftPane } from "./draft_pane.js";
import { el, fill } from "./dom.js";
import { findingsOf } from "./findings.js";
import { findingsPane } from "./findings_pane.js";
import { say } from "./language.js";
import { reportView } from "./report_view.js";

const wide = matchMedia("(min-width: 64rem)"); // the report stands beside the draft
const NOTHING = { report: null, before: null, shown: { status: "", group: "" } };

export function checkView() {
  const memory = remembered();
  let checked = memory.check || structuredClone(NOTHING);
  let running = null;
  const form = draftForm({ send: (draft) => run(draft), stop: () => running?.abort(), written: keepDraft, tell });
  const marked = el("div", {});
  const result = el("section", { class: "result", "aria-label": say.check.result });
  const edit = el("button", { type: "button", onclick: () => { turn(true); form.box.focus(); } }, say.check.edit);
  const back = el("button", { type: "button", class: "quiet", onclick: () => turn(false) }, say.check.back);
  const clear = el("button", { type: "button", class: "quiet", onclick: empty }, say.check.clear);
  const desk = el("div", { class: "desk" },
    el("section", { class: "draft-side", "aria-label": say.check.draft }, form.view, marked, el("div", { class: "tools no-print" }, edit, back, clear)), result);

  /** Show the form, or the draft with its marks. */
  function turn(editing) {
    const { report } = checked;
    form.view.hidden = Boolean(report) && !editing;
    marked.hidden = !form.view.hidden;
    edit.hidden = marked.hidden;
    back.hidden = !report || marked.hidden === false;
    clear.hidden = !report;
  }

  function show(draft) {
    const { report, before, shown } = checked;
    const findings = findingsOf(report);
    const draftSide = draftPane(report, findings);
    const findingsSide = findingsPane(report, findings, shown, () => keepCheck(checked));
    draftSide.onpick = findingsSide.show;
    findingsSide.onpick = (finding) => { turn(false); draftSide.show(finding); };
    fill(marked, report.in_scope ? draftSide.view : el("div", { class: "draft-text" }, report.text));
    fill(result, ...reportView(report, before, draft, findings, findingsSide));
    turn(false);
  }

  async function run(draft) {
    running?.abort();
    const control = running = new AbortController();
    form.busy(true);
    tell(say.check.checking, "notice");
    try {
      const report = await check(draft, control.signal);
      checked = { ...checked, report, before: checked.report };
      form.box.value = report.text;
      keepDraft(report.text);
      keepCheck(checked);
      show(draft);
      announce(say.check.done);
      const heading = result.querySelector("h2");
      heading.focus({ preventScroll: true });
      if (!wide.matches) heading.scrollIntoView({ block: "start" });
    } catch (problem) {
      const words = problem.name === "AbortError" ? say.common.stopped : `${problem.title || say.common.error}${say.common.colon}${problem.message}`;
      turn(true);
      tell(words, "problem");
    } finally {
      if (running === control) form.busy(false);
    }
  }

  /** Say something above the report. */
  function tell(words, look) {
    result.querySelector(".told")?.remove();
    result.prepend(el("p", { class: `told ${look}` }, words));
    announce(words);
  }

  function empty() {
    forgetCheck();
    checked = structuredClone(NOTHING);
    form.box.value = "";
    fill(marked);
    fill(result);
    turn(true);
    announce(say.check.cleared);
    form.box.focus();
  }

  form.box.value = memory.text;
  if (checked.report) show(asText(checked.report));
  else turn(true);
  return { title: say.check.title, view: el("div", { class: "check" }, el("h1", {}, say.check.title),
    el("p", {}, say.check.intro), desk) };
}

/** What was checked, where the file is no longer at hand. */
const asText = (report) => ({ title: Array.from(report.title).slice(0, 500).join(""), text: report.text, guidance: report.items[0]?.guidance.document_id });
