// One document: contents, search in it, the full text with its pages, and the place that an address points at, marked.

import { documentOf, documentText, search } from "./api.js";
import { el, fill, readable } from "./dom.js";
import { say } from "./language.js";
import { pagePane } from "./page_pane.js";

const MOST = 50;

export async function documentView(id) {
  const version = new URLSearchParams(location.search).get("version") || "";
  const [told, whole] = await Promise.all([documentOf(id, version), documentText(id, 0, null, version)]);
  const characters = Array.from(whole.text);
  const span = pointed(characters.length);
  const exact = matcher(characters);
  const pane = told.pictures && whole.pages.length ? pagePane(id, whole.pages.length, span) : null;
  const text = el("div", { class: "full", lang: "ja" }, pieces(characters, told.sections, whole.pages, span, pane));
  pane?.show(whole.pages.findLast((page) => page.start <= (span?.start ?? 0))?.page ?? 1);
  const view = el("div", { class: "library" }, el("p", {}, el("a", { href: "/documents" }, say.reader.list)), el("h1", { lang: "ja" }, told.title),
    el("p", { class: "faint" }, `${told.date || say.common.undated}　${told.kind}　${told.issuing_body}`),
    told.earlier_versions.includes(version) ? el("p", { class: "notice" }, say.reader.earlier, el("a", { href: `/documents/${encodeURIComponent(id)}` }, say.reader.current)) : null,
    finder(id, exact),
    el("div", { class: pane ? "reader paged" : "reader" }, contents(told.sections, pane), text, pane?.view));
  return { title: told.title, view, shown: () => {
    (document.getElementById("marked") || byHash())?.scrollIntoView({ block: "center" });
    pane?.follow(text.querySelectorAll("[data-page]"));
  } };
}

function byHash() {
  return location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
}

/** The stretch that the address names: #c8123-8131. */
function pointed(length) {
  const found = /^#c(\d+)-(\d+)$/.exec(location.hash);
  if (!found) return null;
  const [start, end] = [Number(found[1]), Number(found[2])];
  return start < end && end <= length ? { start, end } : null;
}

function contents(sections, pane) {
  return el("nav", { class: "contents", "aria-label": say.reader.contents }, el("details", { open: matchMedia(pane ? "(min-width: 90rem)" : "(min-width: 64rem)").matches }, el("summary", {}, say.reader.contents),
    el("ol", {}, sections.filter((section) => section.level <= 3).map((section) =>
      el("li", {}, el("a", { href: `#s${section.number}` }, `${"　".repeat(Math.max(section.level - 1, 0))}${section.heading}`))))));
}

/** The text cut where pages and sections begin and where the marked stretch is. */
function pieces(characters, sections, pages, span, pane) {
  const cuts = new Map();
  const at = (offset) => cuts.get(offset) || cuts.set(offset, []).get(offset);
  for (const page of pages) at(page.start).push(() => (pane
    ? el("button", { type: "button", class: "page quiet", "data-page": page.page, "aria-label": say.reader.pictureOf(page.page), onclick: () => pane.turn(page.page) }, say.reader.page(page.page))
    : el("span", { class: "page" }, say.reader.page(page.page))));
  for (const section of sections) at(section.start).push(() => el("span", { id: `s${section.number}` }));
  if (span) { at(span.start); at(span.end); }
  const offsets = [...new Set([0, ...cuts.keys(), characters.length])].sort((one, other) => one - other);
  const made = [];
  let mark = null;
  offsets.forEach((offset, index) => {
    if (span && offset === span.start) { mark = el("mark", { id: "marked" }); made.push(mark); }
    if (span && offset === span.end) mark = null;
    const place = mark || { append: (...nodes) => made.push(...nodes) };
    place.append(...(cuts.get(offset) || []).map((make) => make()));
    const words = characters.slice(offset, offsets[index + 1] ?? characters.length).join("");
    if (words) place.append(mark ? words : readable(words));
  });
  return made;
}

/** Find the places where the text has `words` to the letter, whatever its line breaks, widths and cases. */
function matcher(characters) {
  const kept = characters.map((character, at) => [character.normalize("NFKC").toLowerCase(), at]).filter(([character]) => character.trim());
  const folded = kept.map(([character]) => (Array.from(character).length === 1 ? character : "\u0000"));
  return (words) => {
    const wanted = Array.from(words.normalize("NFKC").toLowerCase().replace(/\s/g, ""));
    const found = [];
    for (let at = 0; wanted.length && at + wanted.length <= folded.length && found.length < MOST; at += 1) {
      if (wanted.some((character, offset) => folded[at + offset] !== character)) continue;
      const [start, end] = [kept[at][1], kept[at + wanted.length - 1][1] + 1];
      found.push({ start, end, before: characters.slice(Math.max(start - 30, 0), start).join(""), words: characters.slice(start, end).join(""), after: characters.slice(end, end + 40).join("") });
    }
    return found;
  };
}

function finder(id, exact) {
  const box = el("input", { type: "search", id: "find", maxlength: "200" });
  const results = el("div", {});
  const find = async (event) => {
    event.preventDefault();
    if (!box.value.trim()) return;
    try {
      const words = box.value.trim();
      const places = exact(words);
      const near = (await search(words, [id], 5)).passages;
      const link = (start, end, label) => el("a", { href: `/documents/${encodeURIComponent(id)}#c${start}-${end}` }, label);
      fill(results,
        el("p", { role: "status" }, places.length ? say.reader.places(words, places.length, places.length === MOST) : say.reader.absent(words)),
        el("ul", { class: "found" }, places.map((place) => el("li", {}, readable(place.before), link(place.start, place.end, place.words), readable(place.after)))),
        near.length ? el("details", { open: !places.length }, el("summary", {}, say.reader.near), el("ul", { class: "found" }, near.map((passage) =>
          el("li", {}, link(passage.start, passage.end, passage.section || say.common.body), el("p", {}, readable(passage.text)))))) : null);
    } catch (problem) {
      fill(results, el("p", { class: "problem" }, problem.message));
    }
  };
  return el("div", { role: "search" }, el("form", { class: "find", onsubmit: find }, el("label", { for: "find" }, say.reader.find, box), el("button", {}, say.reader.search)), results);
}
