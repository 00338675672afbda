// Whether an answer helped: told to whoever runs this service, with the question only where its asker agrees.

import { announce } from "./announcer.js";
import { sendFeedback } from "./api.js";
import { el, fill } from "./dom.js";

const REASONS = ["出典が違う", "答えが足りない", "質問と合わない", "古い情報", "読みにくい"];

/** The two verdicts on a turn and the form that they open; `keep()` is called when one was sent. */
export function feedback(turn, keep) {
  const place = el("span", { class: "tools" });
  const form = el("div", { class: "feedback" });

  const thumb = (verdict, words) => {
    const sent = turn.feedback === verdict;
    return el("button", { type: "button", class: "quiet", "aria-pressed": String(sent), onclick: () => fill(form, formFor(verdict, words)).scrollIntoView({ block: "nearest" }) }, `${sent ? "✓ " : ""}${words}`);
  };
  const draw = () => fill(place, thumb("helpful", "役に立った"), thumb("not", "役に立たなかった"));

  function formFor(verdict, words) {
    const consent = el("input", { type: "checkbox", name: "consent" });
    const send = async (event) => {
      event.preventDefault();
      const reason = [...event.target.querySelectorAll("[name=reason]:checked")].map((box) => box.value).join("、");
      try {
        await sendFeedback({ answer_id: turn.reply.id, verdict, reason, ...(consent.checked && asked(turn.reply)) });
      } catch (problem) {
        fill(told, el("p", { class: "problem" }, `${problem.title}：${problem.message}`));
        return;
      }
      turn.feedback = verdict;
      draw();
      fill(form, el("p", { class: "faint" }, "送りました。ありがとうございます。"));
      announce("評価を送りました");
      await keep();
    };
    const told = el("div", { role: "alert" });
    return el("form", { class: "card", onsubmit: send },
      verdict === "not" ? el("fieldset", { class: "reasons" }, el("legend", {}, "どこが"), REASONS.map((reason) =>
        el("label", {}, el("input", { type: "checkbox", name: "reason", value: reason }), reason))) : null,
      el("label", { class: "consent" }, consent, "質問の文と出典も送る"),
      el("p", { class: "faint" }, `「${words}」という評価${verdict === "not" ? "と理由" : ""}を、このサーバーの運用者に送ります。印を付けなければ、質問も回答も送りません。`),
      told,
      el("div", { class: "tools" }, el("button", { class: "primary" }, "送る"), el("button", { type: "button", class: "quiet", onclick: () => fill(form) }, "やめる")));
  }

  draw();
  return [place, form];
}

/** What is sent with consent: the question, and where the answer's citations stand. */
function asked(reply) {
  return {
    consent: true,
    question: reply.question,
    citations: reply.citations.map(({ document_id, version, start, end }) => ({ document_id, version, start, end })),
  };
}
