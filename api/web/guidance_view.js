// The cross-walk: each purpose with the considerations that belong to it, each opening its passage.

import { guidance } from "./api.js";
import { chip } from "./citation.js";
import { el } from "./dom.js";
import { say } from "./language.js";

export async function guidanceView() {
  const told = await guidance();
  if (!told.purposes.length && !told.considerations.length) {
    return { title: say.site.views.guidance, view: el("div", { class: "library" }, el("h1", {}, say.site.views.guidance), el("p", { class: "notice" }, say.guidance.nothing)) };
  }
  const groups = (items) => [...Map.groupBy(items, (item) => item.group)];
  return { title: say.site.views.guidance, shown: () => document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" }), view: el("div", { class: "library" }, el("h1", {}, say.site.views.guidance),
    el("p", {}, say.guidance.intro),
    el("h2", {}, say.guidance.purposes), groups(told.purposes).map(([code, items]) => purposes(code, items)),
    el("h2", {}, say.guidance.considerations), groups(told.considerations).map(([code, items]) => considerations(code, items))) };
}

function purposes(code, items) {
  return el("section", { class: "group" }, el("h3", {}, `${code} ${items[0].group_title}`), el("ul", { class: "items" }, items.map((item) =>
    el("li", { id: item.id }, el("span", { class: "number" }, item.id), item.label, " ", chip(item.citation, say.common.original), related(item.considerations, say.guidance.considerations)))));
}

function considerations(code, items) {
  return el("section", { class: "group" }, el("h3", {}, `${/^[A-Z]\d$/.test(code) ? `${code} ` : ""}${items[0].group_title}`), el("ul", { class: "items" }, items.map((item) =>
    el("li", { id: item.id }, el("span", { class: "number" }, item.id), item.text, " ", chip(item.citation, say.common.original), related(item.purposes, say.guidance.purposes)))));
}

function related(ids, words) {
  if (!ids.length) return null;
  return el("div", { class: "faint" }, `${words}${say.common.colon}`, ids.flatMap((id, at) => [at ? say.common.comma : "", el("a", { href: `#${id}` }, id)]));
}
