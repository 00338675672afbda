// The box in which a question is written: Enter sends, but never while an input method composes; Shift+Enter breaks the line.

import { el } from "./dom.js";
import { say } from "./language.js";
import { scopeChoice } from "./scope_panel.js";

/** Make the composer; `send(question)` is called with what was written. */
export function composer(send) {
  const scope = scopeChoice();
  const box = el("textarea", { id: "question", rows: "1", maxlength: "2000", placeholder: say.ask.placeholder, "aria-describedby": "question-hint" });
  const submit = () => {
    const question = box.value.trim();
    if (!question || form.dataset.busy) return;
    box.value = "";
    grow();
    send(question);
  };
  const grow = () => { box.style.height = "auto"; box.style.height = `${box.scrollHeight + 2}px`; };
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    const composing = event.isComposing || event.keyCode === 229; // 229: what some browsers tell of the Enter that ends composing
    if (event.key === "Enter" && !event.shiftKey && !composing) {
      event.preventDefault();
      submit();
    }
  });
  const form = el("form", { onsubmit: (event) => { event.preventDefault(); submit(); } },
    el("label", { for: "question", class: "hidden-words" }, say.ask.label), box, scope.button, el("button", { class: "primary" }, say.common.send));
  const hint = el("p", { class: "hint faint", id: "question-hint" }, say.ask.hint);
  return { view: el("div", { class: "composer" }, scope.panel, form, hint), form, box, scope };
}
