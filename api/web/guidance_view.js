// The cross-walk: each purpose with the considerations that belong to it, each opening its passage.

import { guidance } from "./api.js";
import { chip } from "./citation.js";
import { el } from "./dom.js";

export async function guidanceView() {
  const told = await guidance();
  if (!told.purposes.length && !told.considerations.length) {
    return { title: "目的と観点", view: el("div", { class: "library" }, el("h1", {}, "目的と観点"), el("p", { class: "notice" }, "収録文書に、企画の目的と観点を示すものがありません。企画案の点検では、事実の記述だけを文書と照合します。")) };
  }
  const groups = (items) => [...Map.groupBy(items, (item) => item.group)];
  return { title: "目的と観点", shown: () => document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" }), view: el("div", { class: "library" }, el("h1", {}, "目的と観点"),
    el("p", {}, "国際交流・協力の目的と、企画・実施に当たって考慮すべき観点の対応です。「原文」から該当箇所を開けます。"),
    el("h2", {}, "目的"), groups(told.purposes).map(([code, items]) => purposes(code, items)),
    el("h2", {}, "観点"), groups(told.considerations).map(([code, items]) => considerations(code, items))) };
}

function purposes(code, items) {
  return el("section", { class: "group" }, el("h3", {}, `${code} ${items[0].group_title}`), el("ul", { class: "items" }, items.map((item) =>
    el("li", { id: item.id }, el("span", { class: "number" }, item.id), item.label, " ", chip(item.citation, "原文"), related(item.considerations, "観点")))));
}

function considerations(code, items) {
  return el("section", { class: "group" }, el("h3", {}, `${/^[A-Z]\d$/.test(code) ? `${code} ` : ""}${items[0].group_title}`), el("ul", { class: "items" }, items.map((item) =>
    el("li", { id: item.id }, el("span", { class: "number" }, item.id), item.text, " ", chip(item.citation, "原文"), related(item.purposes, "目的")))));
}

function related(ids, words) {
  if (!ids.length) return null;
  return el("div", { class: "faint" }, `${words}：`, ids.flatMap((id, at) => [at ? "、" : "", el("a", { href: `#${id}` }, id)]));
}
