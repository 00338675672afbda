// The documents on a timeline, with how they follow one another.

import { documents } from "./api.js";
import { el } from "./dom.js";

const RELATIONS = { summarises: "の概要版", excerpts: "の抜粋", quotes: "を引用", overlaps: "と内容が重なる", supersedes: "を改めたもの" };

export async function documentsView() {
  const told = await documents();
  const titles = new Map(told.documents.map((item) => [item.document_id, item.title]));
  const byDate = [...told.documents].sort((one, other) => (one.date < other.date ? 1 : -1));
  return { title: "文書", view: el("div", { class: "library" }, el("h1", {}, "文書"), el("p", {}, "回答と点検の根拠となる文書です。新しい順に並んでいます。"),
    el("ol", { class: "timeline" }, byDate.map((item) => el("li", {},
      el("p", { class: "faint" }, `${item.date || "日付不明"}　${item.kind}　${item.issuing_body}`),
      el("h2", {}, el("a", { href: `/documents/${encodeURIComponent(item.document_id)}` }, item.title)),
      el("p", { class: "faint" }, `${item.characters.toLocaleString("ja-JP")} 字${item.pages ? `、${item.pages} 頁` : ""}`),
      item.relations.length ? el("ul", {}, item.relations.map((relation) => el("li", {},
        el("a", { href: `/documents/${encodeURIComponent(relation.document_id)}` }, titles.get(relation.document_id) || relation.document_id),
        RELATIONS[relation.relation] || relation.relation))) : null)))) };
}
