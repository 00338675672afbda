// Two documents, or two versions of one, on one theme or whole: the passages that changed, side by side.

import { compareDocuments, documentOf, documents } from "./api.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { differences } from "./line_diff.js";

export async function comparisonView() {
  const texts = await textsToChoose((await documents()).documents);
  const asked = new URLSearchParams(location.hash.slice(1)); // a theme is somebody's own words, and stays out of addresses that are sent
  const [before, now] = [choice("before", say.comparison.before, texts, asked.get("one")), choice("now", say.comparison.now, texts, asked.get("other"))];
  const theme = el("input", { type: "search", id: "theme", maxlength: "200", value: asked.get("theme") || "", placeholder: say.comparison.themeHint });
  const result = el("div", {});

  async function compare(event) {
    event?.preventDefault();
    const [one, other] = [before, now].map((label) => label.querySelector("select").value);
    window.history.replaceState(null, "", `#${new URLSearchParams({ one, other, theme: theme.value.trim() })}`);
    fill(result, el("p", { class: "pending", role: "status" }, say.common.loading));
    try {
      fill(result, shown(await compareDocuments(named(one), named(other), theme.value.trim())));
    } catch (problem) {
      fill(result, el("p", { class: "problem", role: "alert" }, problem.message));
    }
  }

  if (asked.get("one")) compare();
  return { title: say.comparison.title, view: el("div", { class: "library comparison" }, el("p", {}, el("a", { href: "/documents" }, say.reader.list)), el("h1", {}, say.comparison.title), el("p", {}, say.comparison.intro),
    el("form", { class: "find", onsubmit: compare }, before, now, el("label", { for: "theme" }, say.comparison.theme, theme), el("button", { class: "primary" }, say.comparison.submit)), result) };
}

/** All texts that can be compared, the newest document first, older versions after the newest; `value` names document and version. */
async function textsToChoose(all) {
  const byDate = [...all].sort((one, other) => (one.date < other.date ? 1 : -1));
  const found = await Promise.all(byDate.map((item) => documentOf(item.document_id)));
  return found.flatMap((item) => [{ value: item.document_id, words: `${item.title}${item.date ? ` (${item.date})` : ""}` },
    ...item.earlier_versions.map((version, at) => ({ value: `${item.document_id} ${version}`, words: say.comparison.earlier(item.title, at + 1) }))]);
}

const named = (value) => { const [document_id, version = ""] = value.split(" "); return { document_id, version }; };

function choice(id, words, texts, chosen) {
  const first = id === "now" ? 0 : Math.min(1, texts.length - 1);
  const at = texts.findIndex((text) => text.value === chosen);
  return el("label", { for: id }, words, el("select", { id }, texts.map((text, number) => el("option", { value: text.value, lang: "ja", selected: number === (at < 0 ? first : at) }, text.words))));
}

function shown(told) {
  const { same, changed, added, removed } = told.summary;
  return [el("p", { role: "status" }, say.comparison.summary(changed, added, removed, same)),
    told.rows.length ? el("div", { class: "scroll side versions", tabindex: "0", role: "region", "aria-label": say.comparison.title }, el("table", {},
      el("thead", {}, el("tr", {}, [told.before, told.now].map((item) => el("th", { scope: "col", lang: "ja" }, item.title, item.document_date ? ` (${item.document_date})` : "")))),
      el("tbody", {}, told.rows.map(row)))) : null,
    told.more ? el("p", { class: "faint" }, say.comparison.more(told.more)) : null];
}

function row({ change, before, now }) {
  if (change !== "changed") return el("tr", {}, cell(before, "del"), cell(now, "ins"));
  const parts = differences(before.text, now.text);
  return el("tr", {}, ...[before, now].map((side, at) => {
    const [head, middle, tail] = parts[at];
    return el("td", { lang: "ja" }, head, middle ? el(at ? "ins" : "del", {}, middle) : null, tail, place(side));
  }));
}

const cell = (side, tag) => (side ? el("td", { lang: "ja" }, el(tag, { class: "whole" }, side.text), place(side)) : el("td", {}));

const place = (side) => (side.url ? el("a", { class: "place", href: side.url }, side.page ? say.common.page(side.page) : say.common.original) : null);
