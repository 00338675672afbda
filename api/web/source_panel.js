// The source panel: the document around a quote, the quote marked, and checked again against the document's own text.

import { documentText } from "./api.js";
import { el, fill, readable, slice } from "./dom.js";
import { say } from "./language.js";
import { quotePiece } from "./notes.js";
import { pinner } from "./pin.js";

const AROUND = 500;
const panel = () => document.getElementById("source");
let opener = null;
let latest = 0;

/** Open the panel at `citation`; `from` is what the focus goes back to. */
export async function openSource(citation, from) {
  const turn = ++latest;
  opener?.setAttribute("aria-expanded", "false");
  opener = from;
  opener?.setAttribute("aria-expanded", "true");
  const body = el("div", { class: "original", lang: "ja", "aria-busy": "true" }, say.common.loading);
  const verified = el("p", {});
  const heading = el("h2", { id: "source-title", lang: "ja", tabindex: "-1" }, citation.document_title);
  fill(panel(), el("header", {}, heading, closeButton(), verified), facts(citation), body, tools(citation, body, verified));
  panel().hidden = false;
  heading.focus({ preventScroll: false });
  await show(citation, AROUND, body, verified, () => turn === latest);
}

export function closeSource() {
  if (panel().hidden) return;
  panel().hidden = true;
  opener?.setAttribute("aria-expanded", "false");
  if (opener?.isConnected) opener.focus();
  opener = null;
}

function closeButton() {
  return el("button", { type: "button", class: "quiet", onclick: closeSource }, say.common.close);
}

function facts(citation) {
  const recognised = citation.confidence == null ? "" : say.source.confidence(Math.round(citation.confidence * 100));
  const rows = [[say.source.date, citation.document_date || say.source.unknown], [say.source.section, citation.section.replaceAll(" > ", "／")], [say.source.page, citation.page], [say.source.recognised, recognised]];
  return el("dl", {}, rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]));
}

async function show(citation, around, body, verified, current) {
  try {
    const start = Math.max(citation.start - around, 0);
    const told = await documentText(citation.document_id, start, citation.end + around);
    if (!current()) return;
    const quote = slice(told.text, citation.start - start, citation.end - start);
    const marked = el("mark", { id: "marked" }, quote);
    fill(body, readable(slice(told.text, 0, citation.start - start)), marked, readable(slice(told.text, citation.end - start)));
    body.removeAttribute("aria-busy");
    fill(verified, quote === citation.quote
      ? el("span", { class: "badge good" }, say.source.verified)
      : el("span", { class: "badge bad" }, say.source.notVerified));
    marked.scrollIntoView({ block: "center" });
  } catch (problem) {
    if (current()) fill(body, problem.message);
  }
}

function tools(citation, body, verified) {
  let around = AROUND;
  const wider = () => {
    around *= 3;
    const turn = latest;
    show(citation, around, body, verified, () => turn === latest);
  };
  return el("p", { class: "tools" },
    el("button", { type: "button", class: "quiet", onclick: wider }, say.source.wider),
    pinner(() => quotePiece(citation)),
    el("a", { href: citation.url }, say.source.inDocument));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) closeSource();
});
