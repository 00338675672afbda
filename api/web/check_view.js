// The draft check: a text or a file in, counts and two panes out. The draft stays in this page's memory only.

import { announce } from "./announcer.js";
import { check, checkAs } from "./api.js";
import { download } from "./download.js";
import { draftPane } from "./draft_pane.js";
import { el, fill } from "./dom.js";
import { findingsOf, findingsPane } from "./findings_pane.js";

const EXPORTS = [["docx", "Word"], ["xlsx", "Excel"], ["html", "印刷用 HTML"], ["md", "Markdown"], ["csv", "CSV"], ["sarif", "SARIF"]];
const LARGEST = 20_000_000;

export function checkView() {
  const result = el("div", {});
  const text = el("textarea", { id: "draft-text", maxlength: "200000", placeholder: "企画案の本文を貼り付けてください" });
  const chosen = el("span", { class: "faint" });
  const file = el("input", { type: "file", id: "draft-file", class: "hidden-words", accept: ".docx,.pdf,.pptx,.xlsx,.html,.htm,.txt,.md", tabindex: "-1", "aria-hidden": "true" });
  const submit = el("button", { class: "primary" }, "点検する");
  const choose = el("button", { type: "button", onclick: () => file.click() }, "ファイルを選ぶ");
  const stop = el("button", { type: "button", hidden: true, onclick: () => running?.abort() }, "止める");
  let running = null;
  let last = null; // the file that was checked last, so that it can be checked again

  const run = async (draft) => {
    running?.abort();
    const control = running = new AbortController();
    submit.disabled = true;
    stop.hidden = false;
    fill(result, el("p", { class: "notice" }, "点検しています…"));
    announce("点検しています");
    try {
      const report = await check(draft, control.signal);
      fill(result, ...shown(report, draft));
      announce("点検が終わりました");
      result.querySelector("h2")?.focus();
    } catch (problem) {
      const words = problem.name === "AbortError" ? "止めました。" : `${problem.title || "エラー"}：${problem.message}`;
      fill(result, el("p", { class: "problem" }, words));
      announce(words);
    } finally {
      if (running === control) { submit.disabled = false; stop.hidden = true; }
    }
  };

  const take = (given) => {
    if (!given) return;
    if (given.size > LARGEST) {
      fill(result, el("p", { class: "problem" }, "ファイルは 20 MB までにしてください。"));
      return;
    }
    chosen.textContent = given.name;
    last = given;
    text.value = "";
    run({ file: given });
  };
  file.addEventListener("change", () => { take(file.files[0]); file.value = ""; });

  const form = el("form", {
    class: "drop",
    onsubmit: (event) => {
      event.preventDefault();
      if (!text.value.trim() && last) { run({ file: last }); return; }
      if (!text.value.trim()) { fill(result, el("p", { class: "problem" }, "本文を貼り付けるか、ファイルを選んでください。")); text.focus(); return; }
      chosen.textContent = "";
      last = null;
      run({ text: text.value });
    },
    ondragover: (event) => { event.preventDefault(); form.classList.add("over"); },
    ondragleave: () => form.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); form.classList.remove("over"); take(event.dataTransfer.files[0]); },
  }, el("label", { for: "draft-text" }, el("strong", {}, "企画案")), text,
  el("div", { class: "row" }, submit, choose, file, stop, chosen),
  el("p", { class: "faint" }, "DOCX、PDF、PPTX、XLSX、HTML、TXT、MD のファイルをここにドロップすることもできます。企画案はこの画面のメモリーにだけ置かれ、保存も記録もされません。"));

  return { title: "企画案の点検", view: el("div", { class: "check" }, el("h1", {}, "企画案の点検"),
    el("p", {}, "企画案が、文書の示す目的と観点にどこまで応えているか、文書と矛盾する記述がないかを、根拠の文とともに示します。採否や良否の判断はしません。"), form, result) };
}

function shown(report, draft) {
  const heading = el("h2", { tabindex: "-1" }, `点検結果：${report.title}`);
  const notices = report.notices.map((words) => el("p", { class: "faint" }, `※${words}`));
  if (!report.in_scope) {
    return [heading, el("p", { class: "notice" }, "科学技術・学術の協力に関する企画案ではないと判断したため、観点との照合は行いませんでした。"), ...notices];
  }
  const findings = findingsOf(report);
  const draftSide = draftPane(report, findings);
  const findingsSide = findingsPane(report, findings);
  draftSide.onpick = findingsSide.show;
  findingsSide.onpick = draftSide.show;
  return [heading, counts(report.summary), exportsOf(draft), ...notices,
    el("div", { class: "panes" }, draftSide.view, findingsSide.view)];
}

function counts(summary) {
  const kinds = [["contradicted", "bad", "文書と矛盾"], ["missing", "none", "記載なし"], ["partial", "warn", "一部対応"], ["addressed", "good", "対応あり"]];
  return el("ul", { class: "counts" }, kinds.map(([key, look, words]) => el("li", { class: look }, words, el("strong", {}, String(summary[key])))));
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
