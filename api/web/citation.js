// A citation as people see it: a numbered chip in an answer, and the form that official papers quote it in.

import { el, hidden } from "./dom.js";
import { say } from "./language.js";
import { closePreview, showPreview } from "./preview.js";
import { openSource } from "./source_panel.js";

/** 文書名（日付）章節、頁 */
export function officialForm(citation) {
  const section = citation.section ? `、${[...new Set(citation.section.split(" > "))].join("／")}` : "";
  const page = citation.page ? `、${citation.page}頁` : "";
  return `${citation.document_title}（${citation.document_date || "日付不明"}）${section}${page}`;
}

/** The chip of a citation, with its number or other words: hover or focus shows its quote, click or Enter opens the source. */
export function chip(citation, words = String(citation.number)) {
  const made = el(
    "button",
    {
      type: "button", class: "chip", "aria-expanded": "false", "aria-controls": "source",
      onclick: () => { closePreview(); openSource(citation, made); },
      onmouseenter: () => showPreview(made, citation.quote, officialForm(citation)),
      onmouseleave: closePreview,
      onfocus: () => { if (made.matches(":focus-visible")) showPreview(made, citation.quote, officialForm(citation)); },
      onblur: closePreview,
    },
    words === String(citation.number) ? hidden(say.common.source) : null,
    words,
  );
  return made;
}
