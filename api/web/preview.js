// The small box that shows a quote beside its chip while the pointer or the focus is on it.

import { el } from "./dom.js";

let shown = null;

export function showPreview(beside, quote, source) {
  closePreview();
  shown = el("div", { class: "preview", role: "tooltip", id: "preview" }, el("strong", {}, source), el("p", { class: "quote" }, quote));
  document.body.append(shown);
  const place = beside.getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - shown.offsetWidth - 8);
  const below = place.bottom + shown.offsetHeight + 8 < window.innerHeight;
  const top = below ? place.bottom + 6 : place.top - shown.offsetHeight - 6;
  shown.style.left = `${Math.max(left, 8) + window.scrollX}px`;
  shown.style.top = `${Math.max(top, 8) + window.scrollY}px`;
  beside.setAttribute("aria-describedby", "preview");
}

export function closePreview() {
  if (!shown) return;
  document.querySelector('[aria-describedby="preview"]')?.removeAttribute("aria-describedby");
  shown.remove();
  shown = null;
}
