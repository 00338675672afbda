// The box in which a question is written: Enter sends, but never while an input method composes; Shift+Enter breaks the line.

import { el } from "./dom.js";

/** Make the composer; `send(question)` is called with what was written. */
export function composer(send) {
  const box = el("textarea", { id: "question", rows: "1", maxlength: "2000", "aria-describedby": "question-hint" });
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
    el("label", { for: "question" }, "質問"), box, el("button", { class: "primary" }, "送る"),
    el("p", { class: "hint faint", id: "question-hint" }, "Enter で送信、Shift+Enter で改行、/ で入力欄へ。質問と回答はこのブラウザーにだけ残ります。"));
  return { form, box };
}
