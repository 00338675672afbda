// Where a draft goes in: written, pasted, chosen or dropped.

import { guidance } from "./api.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";

const LARGEST = 20_000_000;

/** Make the form. `desk` has `send({text, guidance} | {file, guidance})`, `stop()`, `written(text)` and `tell(words, look)`. */
export function draftForm(desk) {
  const box = el("textarea", { id: "draft-text", maxlength: "200000", placeholder: say.check.placeholder, oninput: () => desk.written(box.value) });
  const file = el("input", { type: "file", id: "draft-file", class: "hidden-words", accept: ".docx,.pdf,.pptx,.xlsx,.html,.htm,.txt,.md", tabindex: "-1", "aria-hidden": "true" });
  const against = el("select", { id: "draft-guidance" });
  const asked = el("label", { for: "draft-guidance", hidden: true }, say.check.against, " ", against);
  const submit = el("button", { class: "primary" }, say.check.submit);
  const choose = el("button", { type: "button", onclick: () => file.click() }, say.check.choose);
  const stop = el("button", { type: "button", hidden: true, onclick: desk.stop }, say.common.stop);

  function take(given) {
    if (!given) return;
    if (given.size > LARGEST) desk.tell(say.check.tooLarge, "problem");
    else desk.send({ file: given, guidance: against.value });
  }

  file.addEventListener("change", () => { take(file.files[0]); file.value = ""; });
  const view = el("form", {
    class: "drop",
    onsubmit: (event) => {
      event.preventDefault();
      if (box.value.trim()) { desk.send({ text: box.value, guidance: against.value }); return; }
      desk.tell(say.check.nothing, "problem");
      box.focus();
    },
    ondragover: (event) => { event.preventDefault(); view.classList.add("over"); },
    ondragleave: () => view.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); view.classList.remove("over"); take(event.dataTransfer.files[0]); },
  }, el("label", { for: "draft-text" }, el("strong", {}, say.check.label)), box, asked,
  el("div", { class: "row" }, submit, choose, file, stop),
  el("p", { class: "faint" }, say.check.hint));
  offered(against, asked);
  return { view, box, busy: (now) => { submit.disabled = now; stop.hidden = !now; } };
}

/** Offer the papers that list requirements or considerations, where there are several. */
async function offered(select, label) {
  const { documents } = await guidance();
  fill(select, el("option", { value: "" }, say.check.usual), documents.map((item) => el("option", { value: item.document_id, lang: "ja" }, say.check.listed(item.title, item.considerations))));
  label.hidden = documents.length < 2;
}
