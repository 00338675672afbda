// The picture of a page beside the text of a document that was a PDF, with the stretch that the address names marked on it.

import { pageMarks, pictureAddress } from "./api.js";
import { el, fill, svg } from "./dom.js";
import { say } from "./language.js";

const SETTLED = 150; // milliseconds after which a page that is passed is the one that is read
const beside = matchMedia("(min-width: 64rem)");

/** Make the pane for the document `id` with so many pages; `show(page)` turns to one, `follow(markers)` to that which is read. */
export function pagePane(id, count, span) {
  let current = 0;
  const image = el("img", { onerror: () => { failed.hidden = false; figure.hidden = true; }, onload: () => { failed.hidden = true; figure.hidden = false; } });
  const marks = svg("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" });
  const figure = el("figure", {}, image, marks);
  const failed = el("p", { class: "notice", hidden: true }, say.reader.noPicture);
  const place = el("span", { role: "status" });
  const step = (words, by) => el("button", { type: "button", class: "quiet", onclick: () => show(current + by) }, words);
  const [before, next] = [step(say.reader.before, -1), step(say.reader.next, 1)];
  const view = el("section", { class: "page-pane", "aria-label": say.reader.picture }, el("p", { class: "step" }, before, place, next), figure, failed);

  async function show(page) {
    if (page === current) return;
    current = page;
    place.textContent = say.reader.at(page, count);
    [before.disabled, next.disabled] = [page <= 1, page >= count];
    image.alt = say.reader.pictureOf(page);
    image.src = pictureAddress(id, page);
    fill(marks);
    if (!span) return;
    const found = await pageMarks(id, page, span).catch(() => []);
    if (page === current) fill(marks, found.map(({ left, top, width, height }) => svg("rect", { x: left, y: top, width, height })));
  }

  /** Show the page that is read, as its marker passes the upper part of the view. */
  function follow(markers) {
    let waiting = 0;
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
        const below = !isIntersecting && rootBounds && boundingClientRect.top > rootBounds.bottom;
        if (!beside.matches || (!isIntersecting && !below)) continue;
        const page = Number(target.dataset.page) - (below ? 1 : 0);
        clearTimeout(waiting);
        waiting = setTimeout(() => show(Math.max(page, 1)), SETTLED);
      }
    }, { rootMargin: "-10% 0px -60% 0px" });
    for (const marker of markers) watcher.observe(marker);
  }

  /** Turn to a page whose marker was pressed; on a phone the picture stands above the text. */
  function turn(page) {
    show(page);
    if (!beside.matches) view.scrollIntoView({ block: "start" });
  }

  return { view, show, follow, turn };
}
