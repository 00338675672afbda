// A change to the documents as it goes on: how far it is, and what became of each file.

import { announce } from "./announcer.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { forget } from "./library.js";

const STEPS = ["sending", "queued", "reading", "indexing", "done"];

/** Make a change, telling in `state` how far it is; `files` are sent, `refused` were not. `after()` is called when it is done. */
export async function followed(state, files, refused, change, after) {
  const tell = (step, words) => fill(state,
    el("p", {}, `${words}… `, el("progress", { max: String(STEPS.length - 1), value: String(STEPS.indexOf(step)), "aria-label": words })),
    outcome([...files.map((file) => ({ name: file.name })), ...refused]));
  if (!change) { fill(state, outcome(refused)); announce(say.adding.nothing); return; }
  tell("sending", say.adding.sending);
  announce(say.adding.sending);
  try {
    const job = await change((told) => tell(told.state, say.adding.states[told.state]));
    fill(state, el("p", { class: job.state === "failed" ? "problem" : null }, job.detail || say.adding.states[job.state]), outcome([...job.files, ...refused]));
    announce(say.adding.states[job.state]);
    if (job.state === "done") { forget(); await after(); }
  } catch (problem) {
    const words = `${problem.title || say.common.error}${say.common.colon}${problem.message}`;
    fill(state, el("p", { class: "problem" }, words), outcome(refused));
    announce(words);
  }
}

/** The files by name: read, not read and why, or on their way. */
function outcome(files) {
  return files.length ? el("ul", {}, files.map((item) => el("li", { class: item.state || null }, ...wordsOf(item)))) : null;
}

function wordsOf(item) {
  if (!item.state) return [`${item.name}${say.common.colon}${say.adding.working}`];
  if (item.state === "not_read") return [`${item.name}${say.common.colon}${item.notices[0]}`];
  return [el("a", { href: `/documents/${encodeURIComponent(item.document_id)}` }, item.name), say.adding.read, ...item.notices];
}
