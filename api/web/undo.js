// What was just taken away, and the button that brings it back.

import { announce } from "./announcer.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";

/** Make the bar. `offer(words, bringBack)` shows that `words` is gone, `settle()` that it stays so. */
export function undoBar() {
  const view = el("div", { class: "undo" });
  const settle = () => fill(view);

  function offer(words, bringBack) {
    const back = el("button", {
      type: "button",
      onclick: async () => { settle(); await bringBack(); announce(say.undo.done); },
    }, say.undo.back);
    fill(view, el("p", {}, words), back);
    back.focus();
    announce(words);
  }

  return { view, offer, settle };
}
