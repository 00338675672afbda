// The documents on a timeline, with how they follow one another, how one is added, and how one is taken away.

import { documents, removeDocument } from "./api.js";
import { documentAdder } from "./document_adder.js";
import { el, fill } from "./dom.js";
import { collectionName } from "./library.js";
import { followed } from "./library_change.js";

const RELATIONS = { summarises: "の概要版", excerpts: "の抜粋", quotes: "を引用", overlaps: "と内容が重なる", supersedes: "を改めたもの" };

export async function documentsView() {
  const list = el("div", {});
  const show = async () => { const told = await documents(); fill(list, listed(told, show)); return told; };
  const told = await show();
  return { title: "文書", view: el("div", { class: "library" }, el("h1", {}, "文書"), el("p", {}, "回答と点検の根拠となる文書です。新しい順に並んでいます。"),
    told.editable ? documentAdder(show) : null, list) };
}

function listed(told, show) {
  const titles = new Map(told.documents.map((item) => [item.document_id, item.title]));
  const byDate = [...told.documents].sort((one, other) => (one.date < other.date ? 1 : -1));
  return [notRead(told.not_read), el("ol", { class: "timeline" }, byDate.map((item) => el("li", {},
    el("p", { class: "faint" }, [item.date || "日付不明", item.kind, item.issuing_body, collectionName(item.collection)].filter(Boolean).join("　")),
    el("h2", {}, el("a", { href: `/documents/${encodeURIComponent(item.document_id)}` }, item.title)),
    el("p", { class: "faint" }, `${item.characters.toLocaleString("ja-JP")} 字${item.pages ? `、${item.pages} 頁` : ""}`),
    item.notices.map((words) => el("p", { class: "faint" }, `※${words}`)),
    item.relations.length ? el("ul", {}, item.relations.map((relation) => el("li", { title: relation.quote || "" },
      el("a", { href: `/documents/${encodeURIComponent(relation.document_id)}` }, titles.get(relation.document_id) || relation.document_id),
      RELATIONS[relation.relation] || relation.relation))) : null,
    item.earlier_versions.length ? el("p", { class: "faint" }, "以前の版：", item.earlier_versions.flatMap((version) => [
      el("a", { href: `/documents/${encodeURIComponent(item.document_id)}?version=${version}` }, version), "　"])) : null,
    told.editable ? remover(item, show) : null)))];
}

function notRead(files) {
  if (!files.length) return null;
  return el("details", { class: "card" }, el("summary", {}, `読み取れなかったファイル（${files.length} 件）`),
    el("ul", {}, files.map((item) => el("li", {}, `${item.file}：${item.reason}`))));
}

function remover(item, show) {
  const state = el("div", { class: "job" });
  const place = el("div", { class: "tools" });
  const offer = () => fill(place, el("button", { type: "button", class: "quiet", "aria-label": `${item.title}を取り除く`, onclick: confirm }, "取り除く"));
  function confirm() {
    const sure = el("button", { type: "button", onclick: () => { fill(place); followed(state, [], [], (hear) => removeDocument(item.document_id, hear), show); } }, "本当に取り除く");
    fill(place, sure, el("button", { type: "button", class: "quiet", onclick: offer }, "やめる"));
    sure.focus();
  }
  offer();
  return el("div", {}, place, state);
}
