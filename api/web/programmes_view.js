// Fact sheets: the programmes, and for one its figures with year, kind and source.

import { programme, programmes } from "./api.js";
import { chip } from "./citation.js";
import { el } from "./dom.js";

const PROSE = new Set(["背景", "目的", "成果", "内容"]); // what is told in sentences and not in figures

export async function programmesView(id) {
  return id === null ? listOf(await programmes()) : sheetOf(await programme(id));
}

function listOf(told) {
  return { title: "事業", view: el("div", { class: "library" }, el("h1", {}, "事業"),
    el("p", {}, "文書に出てくる事業と、その予算、支援期間などです。"),
    el("ul", { class: "cards" }, told.programmes.map((item) => el("li", { class: "card" },
      el("h2", {}, el("a", { href: `/programmes/${encodeURIComponent(item.id)}` }, item.name)),
      el("p", { class: "faint" }, item.abbreviations.join("、")),
      el("p", { class: "faint" }, `${item.facts.filter((fact) => !PROSE.has(fact.attribute)).length} 項目`))))) };
}

function sheetOf(item) {
  const typed = item.facts.filter((fact) => !PROSE.has(fact.attribute));
  const prose = item.facts.filter((fact) => PROSE.has(fact.attribute));
  return { title: item.name, view: el("div", { class: "library" }, el("p", {}, el("a", { href: "/programmes" }, "事業の一覧")),
    el("h1", {}, item.name), el("p", { class: "faint" }, item.abbreviations.join("、")),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "事業の項目" }, el("table", { class: "sheet" },
      el("thead", {}, el("tr", {}, ["項目", "内容", "年度", "種別", "時点", "出典"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, typed.map((fact) => el("tr", {}, el("th", { scope: "row" }, fact.label || fact.attribute), el("td", {}, fact.value),
        el("td", {}, fact.fiscal_year || ""), el("td", {}, fact.budget_type || ""), el("td", {}, fact.as_of), el("td", {}, chip(fact.citation, "原文"))))))),
    prose.length ? el("details", {}, el("summary", {}, `背景・目的・内容など（${prose.length}）`), el("ul", { class: "items" }, prose.map((fact) =>
      el("li", {}, el("span", { class: "badge" }, fact.attribute), " ", fact.value, " ", chip(fact.citation, "原文"))))) : null) };
}
