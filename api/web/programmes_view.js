// Fact sheets: the programmes; one with its purpose, budgets and figures; two side by side.

import { programme, programmes } from "./api.js";
import { chip } from "./citation.js";
import { bar, el } from "./dom.js";
import { bars, MENTION, sorted, yen } from "./programme_facts.js";

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
  return { title: "事業", view: el("div", { class: "library" }, el("h1", {}, "事業"),
    el("p", {}, "文書に出てくる事業と、その目的、予算、支援期間などです。"), files("/v1/programmes"),
    told.length ? null : el("p", { class: "notice" }, "目的や予算などが書かれた事業は、収録文書に見当たりません。"),
    el("ul", { class: "cards" }, told.map(card)),
    named.length ? el("details", {}, el("summary", {}, `名前だけ出てくる事業（${named.length}）`), el("ul", { class: "items" }, named.map((item) =>
      el("li", {}, el("a", { href: address(item) }, item.name))))) : null) };
}

function card(item) {
  const { purposes, budgets, figures } = sorted(item.facts);
  return el("li", { class: "card" }, el("h2", {}, el("a", { href: address(item) }, item.name)),
    item.abbreviations.length ? el("p", { class: "faint" }, item.abbreviations.join("、")) : null,
    purposes.length ? el("p", { class: "purpose" }, purposes[0].value) : null,
    el("p", { class: "faint" }, [budgets.length ? `予算 ${budgets.length} 件` : "", figures.length ? `そのほかの数値など ${figures.length} 件` : ""].filter(Boolean).join("、")));
}

function files(path) {
  return el("p", { class: "tools" }, "表で保存：", [["csv", "CSV"], ["xlsx", "Excel"]].map(([format, words]) =>
    el("a", { href: `${path}?format=${format}`, download: "" }, words)));
}

function sheetOf(item, all, compared) {
  const { purposes, budgets, figures, prose } = sorted(item.facts);
  return { title: item.name, view: el("div", { class: "library" }, el("p", {}, el("a", { href: "/programmes" }, "事業の一覧")),
    el("h1", {}, item.name), item.abbreviations.length ? el("p", { class: "faint" }, item.abbreviations.join("、")) : null,
    files(`/v1/programmes/${encodeURIComponent(item.id)}`), chooser(item, all, compared),
    compared ? comparison(item, compared) : null,
    purposes.length ? el("section", {}, el("h2", {}, "目的"), el("ul", { class: "items" }, purposes.map((fact) => el("li", {}, fact.value, " ", chip(fact.citation, "原文"))))) : null,
    budgets.length ? el("section", {}, el("h2", {}, "予算"), chart(budgets), table("予算", budgets)) : null,
    figures.length ? el("section", {}, el("h2", {}, "支援の内容"), table("支援の内容", figures)) : null,
    prose.length ? el("details", {}, el("summary", {}, `背景・内容・成果など（${prose.length}）`), el("ul", { class: "items" }, prose.map((fact) =>
      el("li", {}, el("span", { class: "badge" }, fact.attribute), " ", fact.value, " ", chip(fact.citation, "原文"))))) : null,
    [purposes, budgets, figures, prose].some((some) => some.length) ? null : mentions(item)) };
}

function mentions(item) {
  return el("section", {}, el("h2", {}, "出てくる箇所"), el("ul", { class: "items" }, item.facts.map((fact) => el("li", {}, fact.value, " ", chip(fact.citation, "原文")))));
}

/** One bar a budget, by year; each says in words what it is. */
function chart(budgets) {
  const shown = bars(budgets);
  const most = Math.max(...shown.map((fact) => fact.amount_yen));
  return el("ul", { class: "bars", "aria-label": "年度ごとの予算額" }, shown.map((fact) => el("li", {},
    el("span", { class: "name" }, [fact.fiscal_year, fact.budget_type, fact.agency].filter(Boolean).join(" ") || "年度不明"), bar(fact.amount_yen / most), el("span", { class: "amount" }, yen(fact.amount_yen)))));
}

/** One row a fact; columns that no fact fills are left out. */
function table(name, facts) {
  const columns = [["内容", "value"], ["年度", "fiscal_year"], ["種別", "budget_type"], ["機関", "agency"], ["時点", "as_of"]].filter(([, key]) => facts.some((fact) => fact[key]));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${name}の表` }, el("table", { class: "sheet" },
    el("thead", {}, el("tr", {}, ["項目", ...columns.map(([words]) => words), "出典"].map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, facts.map((fact) => el("tr", {}, el("th", { scope: "row" }, fact.label || fact.attribute),
      columns.map(([, key]) => el("td", {}, fact[key] || "")), el("td", {}, chip(fact.citation, "原文")))))));
}

function chooser(item, all, compared) {
  const others = all.filter((other) => other.id !== item.id && other.facts.some((fact) => fact.attribute !== MENTION));
  const choose = (event) => {
    window.history.pushState(null, "", event.target.value ? `${address(item)}?with=${encodeURIComponent(event.target.value)}` : address(item));
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  return others.length ? el("p", { class: "compare" }, el("label", { for: "compare" }, "比べる事業"), el("select", { id: "compare", onchange: choose },
    el("option", { value: "" }, "選んでください"), others.map((other) => el("option", { value: other.id, selected: other.id === compared?.id }, other.name)))) : null;
}

/** Two programmes, a row an attribute that either has. */
function comparison(one, other) {
  const facts = [one, other].map((item) => Map.groupBy(Object.values((({ prose, ...rest }) => rest)(sorted(item.facts))).flat(), (fact) => fact.attribute));
  const cell = (some) => el("td", {}, some?.length ? el("ul", {}, some.map((fact) => el("li", {},
    [fact.fiscal_year, fact.budget_type, fact.agency].filter((words) => words && !fact.value.includes(words)).join(" "), " ", fact.value, " ", chip(fact.citation, "原文")))) : el("span", { class: "faint" }, "記載なし"));
  return el("section", {}, el("h2", {}, "二つの事業の比較"), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "事業の比較" }, el("table", { class: "compared" },
    el("thead", {}, el("tr", {}, ["項目", one.name, other.name].map((words) => el("th", { scope: "col" }, words)))),
    el("tbody", {}, [...new Set(facts.flatMap((by) => [...by.keys()]))].map((name) => el("tr", {}, el("th", { scope: "row" }, name), ...facts.map((by) => cell(by.get(name)))))))));
}
