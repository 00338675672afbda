// The page: which view an address opens, and the keys that work everywhere.

import { unreachable } from "./api.js";
import { askView } from "./ask_view.js";
import { el, fill } from "./dom.js";
import { showHeader } from "./header.js";
import { say } from "./language.js";
import { admitted } from "./login.js";
import { closeSource } from "./source_panel.js";

// What nobody sees first is loaded when somebody goes there.
const ROUTES = [
  [/^\/$/, "ask", () => askView],
  [/^\/c\/([^/]+)$/, "ask", () => askView],
  [/^\/check$/, "check", async () => (await import("./check_view.js")).checkView],
  [/^\/guidance$/, "guidance", async () => (await import("./guidance_view.js")).guidanceView],
  [/^\/programmes$/, "programmes", async () => (await import("./programmes_view.js")).programmesView],
  [/^\/programmes\/([^/]+)$/, "programmes", async () => (await import("./programmes_view.js")).programmesView],
  [/^\/documents$/, "documents", async () => (await import("./documents_view.js")).documentsView],
  [/^\/documents\/([^/]+)$/, "documents", async () => (await import("./document_view.js")).documentView],
  [/^\/timeline$/, "documents", async () => (await import("./timeline_view.js")).timelineView],
  [/^\/compare$/, "documents", async () => (await import("./comparison_view.js")).comparisonView],
  [/^\/notes$/, "notes", async () => (await import("./notes_view.js")).notesView],
  [/^\/notes\/new$/, "notes", async () => (await import("./notes_view.js")).newNoteView],
  [/^\/notes\/([^/]+)$/, "notes", async () => (await import("./notes_view.js")).notesView],
];
const main = document.getElementById("main");
const kept = new Map(); // a view that holds somebody's work is not thrown away when they look something up
let turn = 0;

async function open({ moveFocus }) {
  const mine = ++turn;
  closeSource();
  const [pattern, name, load] = ROUTES.find(([path]) => path.test(location.pathname)) || [null, "", () => missing];
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const part = pattern?.exec(location.pathname)[1];
  let shown = kept.get(name);
  if (!shown) {
    try {
      const make = await Promise.resolve(load()).catch(() => { throw unreachable(); });
      shown = await make(part === undefined ? null : decodeURIComponent(part));
      if (name === "ask" || name === "check") kept.set(name, shown);
    } catch (problem) {
      shown = failed(problem);
    }
  }
  await shown.arrive?.(part === undefined ? null : decodeURIComponent(part));
  if (mine !== turn) return;
  document.title = say.site.titled(shown.title);
  fill(main, shown.view);
  if (moveFocus) { main.focus({ preventScroll: true }); window.scrollTo(0, 0); }
  shown.shown?.();
}

function missing() {
  return { title: say.site.missing, view: el("div", { class: "library" }, el("h1", {}, say.site.missing), el("p", {}, say.site.missingHint), el("p", {}, el("a", { href: "/" }, say.site.home))) };
}

function failed(problem) {
  return { title: say.common.error, view: el("div", { class: "library" }, el("h1", {}, problem.title || say.common.error), el("p", { class: "problem" }, problem.message)) };
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
showHeader();
await admitted();
open({ moveFocus: false });
