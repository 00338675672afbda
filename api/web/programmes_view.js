// Fact sheets: the programmes; one with its purpose, budgets and figures; two side by side.

import { programme, programmes } from "./api.js";
import { chip } from "./citation.js";
import { bar, el } from "./dom.js";
import { say } from "./language.js";
import { bars, MENTION, sorted, yearOf } from "./programme_facts.js";

export async function programmesView(id) {
  if (id === null) return listOf((await programmes()).programmes);
  const other = new URLSearchParams(location.search).get("with");
  const [item, all, compared] = await Promise.all([programme(id), programmes(), other ? programme(other).catch(() => null) : null]);
  return sheetOf(item, all.programmes, compared);
}

const address = (item) => `/programmes/${encodeURIComponent(item.id)}`;

function listOf(all) {
  const told = all.filter((item) => item.facts.some((fact) => fact.attribute !== MENTION));
  const named = all.filter((item) => !told.includes(item));
  return { title: say.site.views.programmes, view: el("div", { class: "library" }, el("h1", {}, say.site.views.programmes),
    el("p", {}, say.programmes.intro), files("/v1/programmes"),
    told.length ? null : el("p", { class: "notice" }, say.programmes.nothing),
    el("ul", { class: "cards" }, told.map(card)),
    named.length ? el("details", {}, el("summary", {}, say.programmes.named(named.length)), el("ul", { class: "items" }, named.map((item) =>
      el("li", {}, el("a", { href: address(item) }, item.name))))) : null) };
}

function card(item) {
  const { purposes, budgets, figures } = sorted(item.facts);
  return el("li", { class: "card" }, el("h2", {}, el("a", { href: address(item) }, item.name)),
    item.abbreviations.length ? el("p", { class: "faint" }, item.abbreviations.join(say.common.comma)) : null,
    purposes.length ? el("p", { class: "purpose" }, purposes[0].value) : null,
    el("p", { class: "faint" }, [budgets.length ? say.programmes.budgets(budgets.length) : "", figures.length ? say.programmes.figures(figures.length) : ""].filter(Boolean).join(say.common.comma)));
}

function files(path) {
  return el("p", { class: "tools" }, say.programmes.files, [["csv", "CSV"], ["xlsx", "Excel"]].map(([format, words]) =>
    el("a", { href: `${path}?format=${format}`, download: "" }, words)));
}

function sheetOf(item, all, compared) {
  const { purposes, budgets, figures, prose } = sorted(item.facts);
  return { title: item.name, view: el("div", { class: "library" }, el("p", {}, el("a", { href: "/programmes" }, say.programmes.list)),
    el("h1", {}, item.name), item.abbreviations.length ? el("p", { class: "faint" }, item.abbreviations.join(say.common.comma)) : null,
    files(`/v1/programmes/${encodeURIComponent(item.id)}`), chooser(item, all, compared),
    compared ? comparison(item, compared) : null,
    purposes.length ? el("section", {}, el("h2", {}, say.programmes.purpose), el("ul", { class: "items" }, purposes.map((fact) => el("li", {}, fact.value, " ", chip(fact.citation, say.common.original))))) : null,
    budgets.length ? el("section", {}, el("h2", {}, say.programmes.budget), chart(budgets), table(say.programmes.budget, budgets)) : null,
    figures.length ? el("section", {}, el("h2", {}, say.programmes.support), table(say.programmes.support, figures)) : null,
    prose.length ? el("details", {}, el("summary", {}, say.programmes.prose(prose.length)), el("ul", { class: "items" }, prose.map((fact) =>
      el("li", {}, el("span", { class: "badge" }, say.programmes.attribute(fact.attribute)), " ", fact.value, " ", chip(fact.citation, say.common.original))))) : null,
    [purposes, budgets, figures, prose].some((some) => some.length) ? null : mentions(item)) };
}

function mentions(item) {
  return el("section", {}, el("h2", {}, say.programmes.mentions), el("ul", { class: "items" }, item.facts.map((fact) => el("li", {}, fact.value, " ", chip(fact.citation, say.common.original)))));
}

/** One bar a budget, by year; each says in words what it is. */
function chart(budgets) {
  const shown = bars(budgets);
  const most = Math.max(...shown.map((fact) => fact.amount_yen));
  return el("ul", { class: "bars", "aria-label": say.programmes.chart }, shown.map((fact) => el("li", {},
    el("span", { class: "name" }, [wordsOf(fact, "fiscal_year"), wordsOf(fact, "budget_type"), fact.agency].filter(Boolean).join(" ") || say.programmes.noYear), bar(fact.amount_yen / most), el("span", { class: "amount" }, say.programmes.yen(fact.amount_yen)))));
}

/** One row a fact; columns that no fact fills are left out. */
function table(name, facts) {
  const columns = ["value", "fiscal_year", "budget_type", "agency", "as_of"].filter((key) => facts.some((fact) => fact[key]));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say.programmes.table(name) }, el("table", { class: "sheet" },
    el("thead", {}, el("tr", {}, [say.programmes.columns.item, ...columns.map((key) => say.programmes.columns[key]), say.common.source].map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, facts.map((fact) => el("tr", {}, el("th", { scope: "row" }, say.programmes.attribute(fact.label || fact.attribute)),
      columns.map((key) => el("td", {}, wordsOf(fact, key))), el("td", {}, chip(fact.citation, say.common.original)))))));
}

/** What a column says of a fact, in the page's language where it has words of its own for it. */
function wordsOf(fact, key) {
  if (key === "fiscal_year") return say.programmes.fiscalYear(fact.fiscal_year || "", yearOf(fact));
  return key === "budget_type" ? say.programmes.attribute(fact.budget_type || "") : fact[key] || "";
}

function chooser(item, all, compared) {
  const others = all.filter((other) => other.id !== item.id && other.facts.some((fact) => fact.attribute !== MENTION));
  const choose = (event) => {
    window.history.pushState(null, "", event.target.value ? `${address(item)}?with=${encodeURIComponent(event.target.value)}` : address(item));
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  return others.length ? el("p", { class: "compare" }, el("label", { for: "compare" }, say.programmes.compare), el("select", { id: "compare", onchange: choose },
    el("option", { value: "" }, say.programmes.choose), others.map((other) => el("option", { value: other.id, selected: other.id === compared?.id }, other.name)))) : null;
}

/** Two programmes, a row an attribute that either has. */
function comparison(one, other) {
  const facts = [one, other].map((item) => Map.groupBy(Object.values((({ prose, ...rest }) => rest)(sorted(item.facts))).flat(), (fact) => fact.attribute));
  const cell = (some) => el("td", {}, some?.length ? el("ul", {}, some.map((fact) => el("li", {},
    [fact.fiscal_year, fact.budget_type, fact.agency].filter((words) => words && !fact.value.includes(words)).join(" "), " ", fact.value, " ", chip(fact.citation, say.common.original)))) : el("span", { class: "faint" }, say.programmes.notTold));
  return el("section", {}, el("h2", {}, say.programmes.comparison), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say.programmes.comparisonLabel }, el("table", { class: "compared" },
    el("thead", {}, el("tr", {}, [say.programmes.columns.item, one.name, other.name].map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, [...new Set(facts.flatMap((by) => [...by.keys()]))].map((name) => el("tr", {}, el("th", { scope: "row" }, say.programmes.attribute(name)), ...facts.map((by) => cell(by.get(name)))))))));
}
