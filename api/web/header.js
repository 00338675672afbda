// The words of the frame around all views: its file holds none, so that nobody sees those of another language first.

import { el, fill } from "./dom.js";
import { other, say, switchLanguage } from "./language.js";

/** Fill the frame: the name, the menu, the way past it, and the switch of the language. */
export function showHeader() {
  document.querySelector(".skip").textContent = say.site.skip;
  document.querySelector(".brand-name").textContent = say.site.name;
  const menu = document.querySelector("header.site nav");
  menu.setAttribute("aria-label", say.site.menu);
  fill(menu, el("ul", {}, Object.entries(say.site.views).map(([view, words]) =>
    el("li", {}, el("a", { href: view === "ask" ? "/" : `/${view}`, "data-view": view }, words)))));
  menu.after(el("button", { type: "button", id: "language", class: "quiet", lang: other, onclick: switchLanguage }, say.site.other));
}
