// The page: which view an address opens, and the keys that work everywhere.

import { askView } from "./ask_view.js";
import { checkView } from "./check_view.js";
import { documentView } from "./document_view.js";
import { documentsView } from "./documents_view.js";
import { el, fill } from "./dom.js";
import { guidanceView } from "./guidance_view.js";
import { admitted } from "./login.js";
import { newNoteView, notesView } from "./notes_view.js";
import { programmesView } from "./programmes_view.js";
import { closeSource } from "./source_panel.js";

const ROUTES = [
  [/^\/$/, "ask", askView],
  [/^\/c\/([^/]+)$/, "ask", askView],
  [/^\/check$/, "check", checkView],
  [/^\/guidance$/, "guidance", guidanceView],
  [/^\/programmes$/, "programmes", programmesView],
  [/^\/programmes\/([^/]+)$/, "programmes", programmesView],
  [/^\/documents$/, "documents", documentsView],
  [/^\/documents\/([^/]+)$/, "documents", documentView],
  [/^\/notes$/, "notes", notesView],
  [/^\/notes\/new$/, "notes", newNoteView],
  [/^\/notes\/([^/]+)$/, "notes", notesView],
];
const main = document.getElementById("main");
const kept = new Map(); // a view that holds somebody's work is not thrown away when they look something up
let turn = 0;

async function open({ moveFocus }) {
  const mine = ++turn;
  closeSource();
  const [pattern, name, make] = ROUTES.find(([path]) => path.test(location.pathname)) || [null, "", missing];
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const part = pattern?.exec(location.pathname)[1];
  let shown = kept.get(name);
  if (!shown) {
    try {
      shown = await make(part === undefined ? null : decodeURIComponent(part));
    } catch (problem) {
      shown = failed(problem);
    }
    if (name === "ask" || name === "check") kept.set(name, shown);
  }
  await shown.arrive?.(part === undefined ? null : decodeURIComponent(part));
  if (mine !== turn) return;
  document.title = `${shown.title}｜しるべ`;
  fill(main, shown.view);
  if (moveFocus) { main.focus({ preventScroll: true }); window.scrollTo(0, 0); }
  shown.shown?.();
}

function missing() {
  return { title: "見つかりません", view: el("div", { class: "library" }, el("h1", {}, "見つかりません"), el("p", {}, "この住所のページはありません。住所に誤りがないか確かめてください。"), el("p", {}, el("a", { href: "/" }, "質問へ戻る"))) };
}

function failed(problem) {
  return { title: "エラー", view: el("div", { class: "library" }, el("h1", {}, problem.title || "エラー"), el("p", { class: "problem" }, problem.message)) };
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const to = new URL(link.href);
  const onPage = to.pathname === location.pathname && to.hash;
  if (to.origin !== location.origin || to.pathname.startsWith("/web/") || link.hasAttribute("download") || (onPage && !to.hash.startsWith("#c"))) return;
  event.preventDefault();
  window.history.pushState(null, "", to);
  open({ moveFocus: true });
});
window.addEventListener("popstate", () => open({ moveFocus: false }));
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName);
  const box = document.getElementById("question");
  if (event.key === "/" && !typing && box && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
  }
});
await admitted();
open({ moveFocus: false });
