// The findings by groups, the most pressing first; filters that stay; on a phone one finding at a time.

import { announce } from "./announcer.js";
import { chip } from "./citation.js";
import { el, fill } from "./dom.js";
import { point } from "./draft_pane.js";
import { findingCard } from "./finding_card.js";
import { CALM, LOOKS, ORDER, WORDS } from "./findings.js";
import { say } from "./language.js";

const phone = matchMedia("(max-width: 40rem)");

/** Make the pane. `shown` is what is chosen, `{status, group}`, and `kept()` is called when that changes; `onpick(finding)` is told which finding's words are wanted, `show(finding)` goes to one. */
export function findingsPane(report, findings, shown, kept) {
  const pane = { onpick: () => {} };
  const list = el("div", { class: "findings" });
  const groups = [...new Set(findings.map((finding) => finding.group))];
  if (!groups.includes(shown.group)) shown.group = "";
  let current = null; // the finding that a phone shows
  const chosen = (finding) => (!shown.status || finding.status === shown.status) && (!shown.group || finding.group === shown.group);
  const filter = (name, words, options) => el("label", {}, words, el("select", {
    onchange: (event) => { shown[name] = event.target.value; current = null; kept(); draw(); },
  }, [["", say.common.all], ...options].map(([value, label]) => el("option", { value, selected: value === shown[name] }, label))));
  const filters = el("div", { class: "filters" });
  const count = el("p", { class: "faint", role: "status" });
  const card = (finding) => el("ul", {}, findingCard(finding, () => pane.onpick(finding)));

  function draw() {
    const left = findings.filter(chosen);
    count.textContent = say.finding.count(left.length, findings.length);
    fill(filters, filter("status", say.finding.status, ORDER.map((key) => [key, WORDS[key]])), filter("group", say.finding.group, groups.map((name) => [name, name])));
    fill(list, phone.matches ? oneOf(left) : grouped(left));
  }

  function grouped(left) {
    return ORDER.map((status) => [status, left.filter((finding) => finding.status === status)]).filter(([, some]) => some.length).map(([status, some]) =>
      el("details", { open: !CALM.has(status) || Boolean(shown.status), class: "finding-group", "data-group": status },
        el("summary", {}, el("h3", {}, say.finding.named(WORDS[status], some.length))), el("ul", {}, some.map((finding) => {
          const made = findingCard(finding, () => pane.onpick(finding));
          pane.cards.set(finding, made);
          return made;
        }))));
  }

  function oneOf(left) {
    if (!left.length) return [];
    const at = Math.max(left.indexOf(current), 0);
    current = left[at];
    const step = (words, by) => el("button", { type: "button", disabled: !left[at + by], onclick: () => {
      current = left[at + by];
      draw();
      list.querySelector(by > 0 ? ".step button:last-child:enabled, .step button:enabled" : ".step button:enabled").focus();
      announce(say.finding.at(at + by + 1, WORDS[current.status]));
    } }, words);
    return [el("div", { class: "step" }, step(say.finding.before, -1), el("span", {}, `${at + 1} / ${left.length}`), step(say.finding.next, 1)), card(current)];
  }

  pane.cards = new Map();
  pane.view = el("section", { class: "result-list", "aria-label": say.finding.label }, filters, count, list, purposes(report));
  pane.show = (finding) => {
    if (!chosen(finding)) { Object.assign(shown, { status: "", group: "" }); kept(); }
    current = finding;
    draw();
    const target = phone.matches ? list.querySelector(".finding") : pane.cards.get(finding);
    const fold = target.closest("details");
    if (fold) fold.open = true;
    point(pane.view, target);
  };
  /** Go to the first finding of a group. */
  pane.jump = (status) => {
    if (shown.status && shown.status !== status) { shown.status = ""; kept(); }
    current = findings.find((finding) => finding.status === status && chosen(finding)) || findings.find((finding) => finding.status === status);
    if (!chosen(current)) { Object.assign(shown, { status: "", group: "" }); kept(); }
    draw();
    const fold = list.querySelector(`[data-group="${status}"]`);
    if (fold) fold.open = true;
    const place = fold?.firstChild || list.querySelector(".step button:enabled") || list;
    (fold || list).scrollIntoView({ block: "start" });
    place.focus?.({ preventScroll: true });
  };
  phone.onchange = draw;
  draw();
  return pane;
}

/** How many findings each group has; each number leads to its group. */
export function counts(findings, jump) {
  const many = Map.groupBy(findings, (finding) => finding.status);
  return el("ul", { class: "counts" }, ORDER.filter((key) => many.has(key)).map((key) => el("li", {},
    el("button", { type: "button", class: LOOKS[key], onclick: () => jump(key) }, WORDS[key], el("strong", {}, String(many.get(key).length))))));
}

function purposes(report) {
  return report.purposes.length ? el("details", {}, el("summary", {}, say.finding.purposes(report.purposes.length)),
    el("ul", {}, report.purposes.map((item) => el("li", {}, `${item.id} ${item.label} `, chip(item.guidance, say.common.original))))) : null;
}
