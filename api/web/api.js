// The service: one function a thing that is asked of it. A failure is a Problem that says what to do.

import { say } from "./language.js";

export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

export const unreachable = () => new Problem(0, say.problem.unreachable, say.problem.unreachableHint);
const brokenOff = () => new Problem(0, say.problem.brokenOff, say.problem.brokenOffHint);

async function reach(path, options = {}) {
  let reply;
  try {
    reply = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw unreachable();
  }
  if (reply.ok) return reply;
  if (reply.status === 401) document.dispatchEvent(new Event("login-needed"));
  const told = await reply.json().catch(() => ({}));
  const [title, detail] = say.problem.told(told);
  throw new Problem(reply.status, title || say.common.error, detail || say.problem.sendAgain);
}

const asJson = (body, signal) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
  signal,
});

const read = async (path) => (await reach(path)).json();

/** Who the page is here; a Problem of status 401 where the service asks for a login first. */
export const me = () => read("/v1/me");
export const logIn = async (key) => (await reach("/v1/login", asJson({ key }))).json();
export const logOut = async () => { await reach("/v1/logout", { method: "POST" }); };
export const examples = () => read("/v1/examples");
export const guidance = () => read("/v1/guidance");
export const programmes = () => read("/v1/programmes");
export const programme = (id) => read(`/v1/programmes/${encodeURIComponent(id)}`);
/** Which index answers now. */
export const generation = async () => (await read("/readyz")).generation;
export const documents = () => read("/v1/documents");
export const documentOf = (id, version = "") => read(`/v1/documents/${encodeURIComponent(id)}?version=${version}`);
export const documentText = (id, start = 0, end = null, version = "") =>
  read(`/v1/documents/${encodeURIComponent(id)}/text?version=${version}&start=${start}${end === null ? "" : `&end=${end}`}`);
export const search = async (query, ids, limit) =>
  (await reach("/v1/search", asJson({ query, documents: ids, limit }))).json();

export const pictureAddress = (id, page) => `/v1/documents/${encodeURIComponent(id)}/pages/${page}/picture`;
/** Where on the picture of a page a stretch of the text stands. */
export const pageMarks = async (id, page, { start, end }) =>
  (await read(`/v1/documents/${encodeURIComponent(id)}/pages/${page}/marks?start=${start}&end=${end}`)).marks;
/** What changed from one text to another, each `{document_id, version}`. */
export const compareDocuments = async (before, now, theme) => (await reach("/v1/comparisons", asJson({ before, now, theme }))).json();

/** Ask, telling `hear(event, data)` each event as it comes; resolves with the whole reply. */
export async function ask(request, hear, signal) {
  let whole = null;
  await follow(await reach("/v1/ask/stream", asJson(request, signal)), (event, data) => {
    if (event === "done") whole = data;
    hear(event, data);
  });
  if (!whole) throw brokenOff();
  return whole;
}

async function follow(reply, hear) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read().catch((error) => { throw error.name === "AbortError" ? error : brokenOff(); });
    if (done) return;
    waiting += value;
    const events = waiting.split("\n\n");
    waiting = events.pop();
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (name && data) hear(name, JSON.parse(data));
    }
  }
}

/** Tell the operator what somebody thinks of an answer. */
export const sendFeedback = async (feedback) => { await reach("/v1/feedback", asJson(feedback)); };

/** A note as a Word document. */
export const noteAsDocx = async (note) => (await reach("/v1/notes/docx", asJson(note))).blob();

/** Add files to a collection, telling `hear(job)` how far it is; resolves with the job when it is over. */
export async function addDocuments(files, collection, hear) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  if (collection) form.append("collection", collection);
  return finished(await (await reach("/v1/documents", { method: "POST", body: form })).json(), hear);
}

/** Remove a document; as `addDocuments`. */
export async function removeDocument(id, hear) {
  return finished(await (await reach(`/v1/documents/${encodeURIComponent(id)}`, { method: "DELETE" })).json(), hear);
}

async function finished({ job }, hear) {
  let last = null;
  await follow(await reach(`/v1/jobs/${job}/events`), (_, told) => { last = told; hear(told); });
  return last;
}

function draftRequest(draft, signal) {
  if (!draft.file) return asJson({ title: draft.title, text: draft.text, guidance: draft.guidance || null }, signal);
  const form = new FormData();
  form.append("file", draft.file, draft.file.name);
  if (draft.guidance) form.append("guidance", draft.guidance);
  return { method: "POST", body: form, signal };
}

/** Check a draft: `{text, title?}` or `{file}`, with the `guidance` of one document where it is named. */
export const check = async (draft, signal) => (await reach("/v1/drafts/check", draftRequest(draft, signal))).json();
/** The same report as a file. */
export const checkAs = async (draft, format) =>
  (await reach(`/v1/drafts/check?format=${format}`, draftRequest(draft))).blob();
