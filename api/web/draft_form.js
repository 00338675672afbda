// Where a draft goes in: written, pasted, chosen or dropped.

import { el } from "./dom.js";

const LARGEST = 20_000_000;

/** Make the form. `desk` has `send({text} | {file})`, `stop()`, `written(text)` and `tell(words, look)`. */
export function draftForm(desk) {
  const box = el("textarea", { id: "draft-text", maxlength: "200000", placeholder: "企画案の本文を貼り付けてください", oninput: () => desk.written(box.value) });
  const file = el("input", { type: "file", id: "draft-file", class: "hidden-words", accept: ".docx,.pdf,.pptx,.xlsx,.html,.htm,.txt,.md", tabindex: "-1", "aria-hidden": "true" });
  const submit = el("button", { class: "primary" }, "点検する");
  const choose = el("button", { type: "button", onclick: () => file.click() }, "ファイルを選ぶ");
  const stop = el("button", { type: "button", hidden: true, onclick: desk.stop }, "止める");

  function take(given) {
    if (!given) return;
    if (given.size > LARGEST) desk.tell("ファイルは 20 MB までにしてください。", "problem");
    else desk.send({ file: given });
  }

  file.addEventListener("change", () => { take(file.files[0]); file.value = ""; });
  const view = el("form", {
    class: "drop",
    onsubmit: (event) => {
      event.preventDefault();
      if (box.value.trim()) { desk.send({ text: box.value }); return; }
      desk.tell("本文を貼り付けるか、ファイルを選んでください。", "problem");
      box.focus();
    },
    ondragover: (event) => { event.preventDefault(); view.classList.add("over"); },
    ondragleave: () => view.classList.remove("over"),
    ondrop: (event) => { event.preventDefault(); view.classList.remove("over"); take(event.dataTransfer.files[0]); },
  }, el("label", { for: "draft-text" }, el("strong", {}, "企画案")), box,
  el("div", { class: "row" }, submit, choose, file, stop),
  el("p", { class: "faint" }, "DOCX、PDF、PPTX、XLSX、HTML、TXT、MD のファイルをここにドロップすることもできます。企画案と結果は、閉じるまでこのタブの中にだけ残り、サーバーには保存も記録もされません。"));
  return { view, box, busy: (now) => { submit.disabled = now; stop.hidden = !now; } };
}
