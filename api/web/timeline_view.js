// The timeline: by year, the documents that are dated and what they tell of beginnings, ends and budgets.

import { documents, programmes } from "./api.js";
import { chip } from "./citation.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { bars, DATED, sorted, yearOf } from "./programme_facts.js";

export async function timelineView() {
  const [told, known] = await Promise.all([documents(), programmes()]);
  const events = [...told.documents.map(ofDocument), ...known.programmes.flatMap(ofProgramme)].filter((event) => event.year);
  const box = el("input", { type: "search", id: "narrow", maxlength: "100", oninput: () => draw(box.value.trim()) });
  const list = el("div", {});
  const count = el("p", { class: "faint", role: "status" });

  function draw(words) {
    const shown = events.filter((event) => words.split(/\s+/).every((word) => event.words.includes(word)));
    const years = [...Map.groupBy(shown, (event) => event.year)].sort(([one], [other]) => other - one);
    count.textContent = say.timeline.count(shown.length);
    fill(list, el("ol", { class: "timeline years" }, years.map(([year, some]) => el("li", {}, el("h2", {}, say.timeline.year(year)),
      el("ul", { class: "items" }, some.sort((one, other) => one.order - other.order).map((event) => event.view()))))));
  }

  draw("");
  return { title: say.timeline.title, view: el("div", { class: "library" }, el("p", {}, el("a", { href: "/documents" }, say.reader.list)), el("h1", {}, say.timeline.title),
    el("p", {}, say.timeline.intro), el("div", { class: "find" }, el("label", { for: "narrow" }, say.timeline.narrow, box)), count, list) };
}

function ofDocument(item) {
  return {
    year: Number(item.date.slice(0, 4)), order: 0, words: item.title,
    view: () => el("li", {}, el("span", { class: "badge" }, say.timeline.document), " ", el("a", { href: `/documents/${encodeURIComponent(item.document_id)}`, lang: "ja" }, item.title), " ", el("span", { class: "faint" }, item.date)),
  };
}

function ofProgramme(item) {
  const { budgets, figures } = sorted(item.facts);
  return [...bars(budgets), ...figures].filter((fact) => DATED.includes(fact.attribute)).map((fact) => ({
    year: yearOf(fact), order: 1 + DATED.indexOf(fact.attribute), words: `${item.name} ${fact.attribute} ${fact.value} ${toldOf(fact)}`,
    view: () => el("li", {}, el("span", { class: "badge" }, say.programmes.attribute(fact.attribute)), " ", el("a", { href: `/programmes/${encodeURIComponent(item.id)}`, lang: "ja" }, item.name), " ",
      el("span", { lang: fact.amount_yen ? null : "ja" }, toldOf(fact)), " ", chip(fact.citation, say.common.original)),
  }));
}

/** What a fact tells: an amount with its kind and agency, else its own words. */
const toldOf = (fact) => (fact.amount_yen ? [say.programmes.attribute(fact.budget_type || ""), fact.agency, say.programmes.yen(fact.amount_yen)].filter(Boolean).join(" ") : fact.value);
