// The panel in which documents are chosen that may answer, and in which more are added.

import { documentAdder } from "./document_adder.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";
import { collectionName, editable, known } from "./library.js";
import { chosenOf, scopeName, scopeOf } from "./scope.js";

/** Make the choice: the button that opens the panel, and the panel. `value()` is the scope, `show(scope)` chooses one, `refresh()` reads the documents. */
export function scopeChoice() {
  let scope = {};
  let documents = [];
  const name = el("span", { class: "scope-name" }, say.scope.all);
  const button = el("button", { type: "button", id: "scope", class: "quiet scope", "aria-expanded": "false", "aria-controls": "scope-panel", onclick: () => turn(panel.hidden) },
    el("span", {}, say.scope.label), name);
  const list = el("div", { class: "choice" });
  const adding = el("div", {});
  const until = el("input", { type: "date", id: "as-of", onchange: () => choose(ticked()) });
  const panel = el("section", {
    id: "scope-panel", class: "scope-panel", hidden: true, "aria-label": say.scope.title,
    onkeydown: (event) => { if (event.key === "Escape") { event.stopPropagation(); turn(false); button.focus(); } },
  }, el("header", {}, el("h2", {}, say.scope.title), el("button", { type: "button", class: "quiet", onclick: () => { turn(false); button.focus(); } }, say.common.close)),
  list, el("label", { class: "until", for: "as-of" }, say.scope.until, until), adding);

  function turn(open) {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  }

  const boxes = () => [...list.querySelectorAll("[name=document]")];
  const ticked = () => new Set(boxes().filter((box) => box.checked).map((box) => box.value));

  /** Take what is ticked; nothing ticked would answer nothing, so all is ticked then. */
  function choose(ids) {
    scope = scopeOf(ids.size ? ids : chosenOf({}, documents), documents, until.value);
    draw();
  }

  function draw() {
    const focused = document.activeElement?.value;
    const ids = chosenOf(scope, documents);
    const names = [...new Set(documents.map((item) => item.collection))];
    fill(list, names.map((collection) => group(collection, documents.filter((item) => item.collection === collection), ids)));
    if (focused) [...list.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
    until.value = scope.as_of || "";
    scopeName(scope).then((words) => fill(name, words || say.scope.all));
  }

  function group(collection, items, ids) {
    const many = items.filter((item) => ids.has(item.document_id)).length;
    const all = el("input", { type: "checkbox", value: collection, checked: many === items.length, onchange: () => {
      const now = ticked();
      for (const item of items) { if (all.checked) now.add(item.document_id); else now.delete(item.document_id); }
      choose(now);
    } });
    all.indeterminate = many > 0 && many < items.length;
    return el("fieldset", {}, el("legend", {}, el("label", {}, all, say.scope.group(collectionName(collection), many, items.length))),
      items.map((item) => el("label", {}, el("input", { type: "checkbox", name: "document", value: item.document_id, checked: ids.has(item.document_id), onchange: () => choose(ticked()) }),
        el("span", {}, el("span", { lang: "ja" }, item.title), " ", el("span", { class: "faint" }, item.date || say.common.undated)))));
  }

  async function refresh() {
    documents = await known();
    draw();
    fill(adding, await editable() ? el("details", {}, el("summary", {}, say.scope.add), documentAdder(refresh)) : null,
      el("p", {}, el("a", { href: "/documents" }, say.scope.list)));
  }

  return { button, panel, value: () => scope, show: (chosen) => { scope = chosen; draw(); }, refresh };
}
