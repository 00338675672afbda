// The service: one function a thing that is asked of it. A failure is a Problem that says what to do.

export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

const UNREACHABLE = new Problem(0, "サーバーにつながりません", "しるべが動いているか確かめて、もう一度送ってください。");
const BROKEN_OFF = new Problem(0, "回答が途中で切れました", "質問は残っています。もう一度聞いてください。");

async function reach(path, options = {}) {
  let reply;
  try {
    reply = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw UNREACHABLE;
  }
  if (reply.ok) return reply;
  if (reply.status === 401) document.dispatchEvent(new Event("login-needed"));
  const told = await reply.json().catch(() => ({}));
  throw new Problem(reply.status, told.title || "エラー", told.detail || "もう一度送ってください。");
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

/** Ask, telling `hear(event, data)` each event as it comes; resolves with the whole reply. */
export async function ask(request, hear, signal) {
  let whole = null;
  await follow(await reach("/v1/ask/stream", asJson(request, signal)), (event, data) => {
    if (event === "done") whole = data;
    hear(event, data);
  });
  if (!whole) throw BROKEN_OFF;
  return whole;
}

async function follow(reply, hear) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read().catch((error) => { throw error.name === "AbortError" ? error : BROKEN_OFF; });
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
  if (!draft.file) return asJson({ title: draft.title, text: draft.text }, signal);
  const form = new FormData();
  form.append("file", draft.file, draft.file.name);
  return { method: "POST", body: form, signal };
}

/** Check a draft: `{text, title?}` or `{file}`. */
export const check = async (draft, signal) => (await reach("/v1/drafts/check", draftRequest(draft, signal))).json();
/** The same report as a file. */
export const checkAs = async (draft, format) =>
  (await reach(`/v1/drafts/check?format=${format}`, draftRequest(draft))).blob();
