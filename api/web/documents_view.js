// The documents on a timeline, with how they follow one another, how one is added, and how one is taken away.

import { documents, removeDocument } from "./api.js";
import { documentAdder } from "./document_adder.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { collectionName } from "./library.js";
import { followed } from "./library_change.js";

export async function documentsView() {
  const list = el("div", {});
  const show = async () => { const told = await documents(); fill(list, listed(told, show)); return told; };
  const told = await show();
  return { title: say.site.views.documents, view: el("div", { class: "library" }, el("h1", {}, say.site.views.documents), el("p", {}, say.documents.intro),
    el("p", { class: "tools" }, el("a", { href: "/timeline" }, say.timeline.title), el("a", { href: "/compare" }, say.comparison.title)),
    told.editable ? documentAdder(show) : null, list) };
}

function listed(told, show) {
  const titles = new Map(told.documents.map((item) => [item.document_id, item.title]));
  const byDate = [...told.documents].sort((one, other) => (one.date < other.date ? 1 : -1));
  return [notRead(told.not_read), el("ol", { class: "timeline" }, byDate.map((item) => el("li", {},
    el("p", { class: "faint" }, [item.date || say.common.undated, item.kind, item.issuing_body, collectionName(item.collection)].filter(Boolean).join("　")),
    el("h2", {}, el("a", { href: `/documents/${encodeURIComponent(item.document_id)}` }, item.title)),
    el("p", { class: "faint" }, say.documents.size(item.characters, item.pages)),
    item.notices.map((words) => el("p", { class: "faint", lang: "ja" }, say.common.note(words))),
    item.relations.length ? el("ul", {}, item.relations.map((relation) => el("li", { title: relation.quote || "" }, ...say.documents.related(
      el("a", { href: `/documents/${encodeURIComponent(relation.document_id)}` }, titles.get(relation.document_id) || relation.document_id),
      say.documents.relations[relation.relation] || relation.relation)))) : null,
    item.earlier_versions.length ? el("p", { class: "faint" }, say.documents.earlier, item.earlier_versions.flatMap((version) => [
      el("a", { href: `/documents/${encodeURIComponent(item.document_id)}?version=${version}` }, version), "　"])) : null,
    told.editable ? remover(item, show) : null)))];
}

function notRead(files) {
  if (!files.length) return null;
  return el("details", { class: "card" }, el("summary", {}, say.documents.notRead(files.length)),
    el("ul", {}, files.map((item) => el("li", {}, `${item.file}${say.common.colon}${item.reason}`))));
}

function remover(item, show) {
  const state = el("div", { class: "job" });
  const place = el("div", { class: "tools" });
  const offer = () => fill(place, el("button", { type: "button", class: "quiet", "aria-label": say.documents.removeNamed(item.title), onclick: confirm }, say.documents.remove));
  function confirm() {
    const sure = el("button", { type: "button", onclick: () => { fill(place); followed(state, [], [], (hear) => removeDocument(item.document_id, hear), show); } }, say.documents.sure);
    fill(place, sure, el("button", { type: "button", class: "quiet", onclick: offer }, say.common.cancel));
    sure.focus();
  }
  offer();
  return el("div", {}, place, state);
}
