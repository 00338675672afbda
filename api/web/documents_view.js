// The documents on a timeline, with how they follow one another, how one is added, and how one is taken away.

import { announce } from "./announcer.js";
import { addDocuments, documents, removeDocument } from "./api.js";
import { el, fill } from "./dom.js";
import { collectionName, forget } from "./library.js";

const RELATIONS = { summarises: "の概要版", excerpts: "の抜粋", quotes: "を引用", overlaps: "と内容が重なる", supersedes: "を改めたもの" };
const STATES = { queued: "順番を待っています", reading: "読み取っています", indexing: "索引を作っています", done: "終わりました", failed: "変更できませんでした" };
const ACCEPTED = ".docx,.pdf,.pptx,.xlsx,.html,.htm,.txt,.md,.zip";

export async function documentsView() {
  const list = el("div", {});
  const show = async () => { const told = await documents(); fill(list, listed(told, show)); return told; };
  const told = await show();
  return { title: "文書", view: el("div", { class: "library" }, el("h1", {}, "文書"), el("p", {}, "回答と点検の根拠となる文書です。新しい順に並んでいます。"),
    told.editable ? adder(show) : null, list) };
}

function listed(told, show) {
  const titles = new Map(told.documents.map((item) => [item.document_id, item.title]));
  const byDate = [...told.documents].sort((one, other) => (one.date < other.date ? 1 : -1));
  return [notRead(told.not_read), el("ol", { class: "timeline" }, byDate.map((item) => el("li", {},
    el("p", { class: "faint" }, [item.date || "日付不明", item.kind, item.issuing_body, collectionName(item.collection)].filter(Boolean).join("　")),
    el("h2", {}, el("a", { href: `/documents/${encodeURIComponent(item.document_id)}` }, item.title)),
    el("p", { class: "faint" }, `${item.characters.toLocaleString("ja-JP")} 字${item.pages ? `、${item.pages} 頁` : ""}`),
    item.relations.length ? el("ul", {}, item.relations.map((relation) => el("li", {},
      el("a", { href: `/documents/${encodeURIComponent(relation.document_id)}` }, titles.get(relation.document_id) || relation.document_id),
      RELATIONS[relation.relation] || relation.relation))) : null,
    told.editable ? remover(item, show) : null)))];
}

function notRead(files) {
  if (!files.length) return null;
  return el("details", { class: "card" }, el("summary", {}, `読み取れなかったファイル（${files.length} 件）`),
    el("ul", {}, files.map((item) => el("li", {}, `${item.file}：${item.reason}`))));
}

/** A form that adds files; `show` draws the list anew. */
function adder(show) {
  const file = el("input", { type: "file", id: "new-documents", multiple: true, accept: ACCEPTED });
  const collection = el("input", { type: "text", id: "collection", pattern: "[a-z0-9][a-z0-9_\\-]{0,31}", placeholder: "own", autocomplete: "off" });
  const state = el("div", { class: "job" });
  const button = el("button", { type: "submit", class: "primary" }, "追加する");
  const form = el("form", { class: "card adder", onsubmit: async (event) => {
    event.preventDefault();
    if (!file.files.length) { fill(state, el("p", { class: "problem" }, "追加するファイルを選んでください。")); file.focus(); return; }
    button.disabled = true;
    await changed(state, (hear) => addDocuments([...file.files], collection.value.trim(), hear), show);
    button.disabled = false;
    file.value = "";
  } }, el("h2", {}, "文書を追加"),
  el("p", { class: "faint" }, "Word、PDF、PowerPoint、Excel、HTML、テキストと、それらの ZIP。同じ名前のファイルは新しい版になります。ファイルはこの計算機の外に出ません。"),
  el("div", { class: "find" }, el("label", { for: "new-documents" }, "ファイル", file),
    el("label", { for: "collection" }, "文書群の名前（英小文字と数字。省略できます）", collection), button), state);
  return form;
}

function remover(item, show) {
  const state = el("div", { class: "job" });
  const place = el("div", { class: "tools" });
  const offer = () => fill(place, el("button", { type: "button", class: "quiet", "aria-label": `${item.title}を取り除く`, onclick: confirm }, "取り除く"));
  function confirm() {
    const sure = el("button", { type: "button", onclick: () => { fill(place); changed(state, (hear) => removeDocument(item.document_id, hear), show); } }, "本当に取り除く");
    fill(place, sure, el("button", { type: "button", class: "quiet", onclick: offer }, "やめる"));
    sure.focus();
  }
  offer();
  return el("div", {}, place, state);
}

/** Make a change, telling in `state` how far it is and what became of the files; then draw the list anew. */
async function changed(state, change, show) {
  fill(state, el("p", {}, "送っています…"));
  try {
    const job = await change((told) => fill(state, el("p", {}, `${STATES[told.state]}…`)));
    fill(state, el("p", { class: job.state === "failed" ? "problem" : null }, job.detail || STATES[job.state]), outcome(job.files));
    announce(STATES[job.state]);
    if (job.state === "done") { forget(); await show(); }
  } catch (problem) {
    fill(state, el("p", { class: "problem" }, `${problem.title || "エラー"}：${problem.message}`));
  }
}

function outcome(files) {
  return files.length ? el("ul", {}, files.map((item) => el("li", {}, item.state === "not_read" ? `${item.name}：${item.notices[0]}` :
    [el("a", { href: `/documents/${encodeURIComponent(item.document_id)}` }, item.name), "：読み取りました。", ...item.notices]))) : null;
}
