// Whether an answer helped, kept with it in this browser's history.

import { announce } from "./announcer.js";
import { el, fill } from "./dom.js";

const REASONS = ["出典が違う", "答えが足りない", "質問と合わない", "古い情報", "読みにくい"];

/** The two thumbs of a turn; `save()` is called when the verdict changes. */
export function feedback(turn, save) {
  const place = el("span", { class: "tools" });
  const reasons = el("div", {});
  const draw = () => {
    fill(place, thumb("up", "役に立った"), thumb("down", "役に立たなかった"));
    fill(reasons, turn.verdict === "down" ? reasonsBox() : null);
  };
  const thumb = (verdict, words) => el("button", {
    type: "button", class: "quiet", "aria-pressed": String(turn.verdict === verdict),
    onclick: () => { turn.verdict = turn.verdict === verdict ? null : verdict; save(); draw(); announce(turn.verdict ? "評価を記録しました" : "評価を取り消しました"); },
  }, `${turn.verdict === verdict ? "✓ " : ""}${words}`);
  const reasonsBox = () => el("fieldset", { class: "reasons" }, el("legend", {}, "どこが"), REASONS.map((words) =>
    el("label", {}, el("input", {
      type: "checkbox", checked: (turn.reasons || []).includes(words),
      onchange: (event) => {
        turn.reasons = (turn.reasons || []).filter((item) => item !== words).concat(event.target.checked ? [words] : []);
        save();
      },
    }), words)));
  draw();
  return [place, reasons];
}
