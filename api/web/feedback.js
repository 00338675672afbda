// Whether an answer helped: told to whoever runs this service, with the question only where its asker agrees.

import { announce } from "./announcer.js";
import { sendFeedback } from "./api.js";
import { el, fill } from "./dom.js";
import { say } from "./language.js";

/** The two verdicts on a turn and the form that they open; `keep()` is called when one was sent. */
export function feedback(turn, keep) {
  const place = el("span", { class: "tools" });
  const form = el("div", { class: "feedback" });

  const thumb = (verdict, words) => {
    const sent = turn.feedback === verdict;
    return el("button", { type: "button", class: "quiet", "aria-pressed": String(sent), onclick: () => fill(form, formFor(verdict, words)).scrollIntoView({ block: "nearest" }) }, `${sent ? "✓ " : ""}${words}`);
  };
  const draw = () => fill(place, thumb("helpful", say.feedback.helpful), thumb("not", say.feedback.not));

  function formFor(verdict, words) {
    const consent = el("input", { type: "checkbox", name: "consent" });
    const send = async (event) => {
      event.preventDefault();
      const reason = [...event.target.querySelectorAll("[name=reason]:checked")].map((box) => box.value).join(say.common.comma);
      try {
        await sendFeedback({ answer_id: turn.reply.id, verdict, reason, ...(consent.checked && asked(turn.reply)) });
      } catch (problem) {
        fill(told, el("p", { class: "problem" }, `${problem.title}${say.common.colon}${problem.message}`));
        return;
      }
      turn.feedback = verdict;
      draw();
      fill(form, el("p", { class: "faint" }, say.feedback.sent));
      announce(say.feedback.announced);
      await keep();
    };
    const told = el("div", { role: "alert" });
    return el("form", { class: "card", onsubmit: send },
      verdict === "not" ? el("fieldset", { class: "reasons" }, el("legend", {}, say.feedback.where), Object.values(say.feedback.reasons).map((reason) =>
        el("label", {}, el("input", { type: "checkbox", name: "reason", value: reason }), reason))) : null,
      el("label", { class: "consent" }, consent, say.feedback.consent),
      el("p", { class: "faint" }, say.feedback.hint(words, verdict === "not")),
      told,
      el("div", { class: "tools" }, el("button", { class: "primary" }, say.common.send), el("button", { type: "button", class: "quiet", onclick: () => fill(form) }, say.common.cancel)));
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
