// A change to the documents as it goes on: how far it is, and what became of each file.

import { announce } from "./announcer.js";
import { el, fill } from "./dom.js";
import { forget } from "./library.js";

const STATES = { queued: "順番を待っています", reading: "読み取っています", indexing: "索引を作っています", done: "終わりました", failed: "変更できませんでした" };
const STEPS = ["sending", "queued", "reading", "indexing", "done"];

/** Make a change, telling in `state` how far it is; `files` are sent, `refused` were not. `after()` is called when it is done. */
export async function followed(state, files, refused, change, after) {
  const tell = (step, words) => fill(state,
    el("p", {}, `${words}… `, el("progress", { max: String(STEPS.length - 1), value: String(STEPS.indexOf(step)), "aria-label": words })),
    outcome([...files.map((file) => ({ name: file.name })), ...refused]));
  if (!change) { fill(state, outcome(refused)); announce("追加できるファイルがありませんでした"); return; }
  tell("sending", "送っています");
  announce("送っています");
  try {
    const job = await change((told) => tell(told.state, STATES[told.state]));
    fill(state, el("p", { class: job.state === "failed" ? "problem" : null }, job.detail || STATES[job.state]), outcome([...job.files, ...refused]));
    announce(STATES[job.state]);
    if (job.state === "done") { forget(); await after(); }
  } catch (problem) {
    const words = `${problem.title || "エラー"}：${problem.message}`;
    fill(state, el("p", { class: "problem" }, words), outcome(refused));
    announce(words);
  }
}

/** The files by name: read, not read and why, or on their way. */
function outcome(files) {
  return files.length ? el("ul", {}, files.map((item) => el("li", { class: item.state || null }, ...wordsOf(item)))) : null;
}

function wordsOf(item) {
  if (!item.state) return [`${item.name}：処理中`];
  if (item.state === "not_read") return [`${item.name}：${item.notices[0]}`];
  return [el("a", { href: `/documents/${encodeURIComponent(item.document_id)}` }, item.name), "：読み取りました。", ...item.notices];
}
