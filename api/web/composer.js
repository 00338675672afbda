// The box in which a question is written: Enter sends, but never while an input method composes; Shift+Enter breaks the line.

import { el } from "./dom.js";
import { scopeChoice } from "./scope_panel.js";

/** Make the composer; `send(question)` is called with what was written. */
export function composer(send) {
  const scope = scopeChoice();
  const box = el("textarea", { id: "question", rows: "1", maxlength: "2000", placeholder: "文書に聞く", "aria-describedby": "question-hint" });
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
    el("label", { for: "question", class: "hidden-words" }, "質問"), box, scope.button, el("button", { class: "primary" }, "送る"));
  const hint = el("p", { class: "hint faint", id: "question-hint" }, "Enter で送信、Shift+Enter で改行。質問と回答はこのブラウザーにだけ残ります。");
  return { view: el("div", { class: "composer" }, scope.panel, form, hint), form, box, scope };
}
