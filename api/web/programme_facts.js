// The facts of a programme, sorted: purposes, budgets, other figures, and what is told in sentences.

import { say } from "./language.js";

const PROSE = new Set(["背景", "成果", "内容"]); // what is told in sentences and not in figures
export const MENTION = "言及"; // the documents only name the programme
const NEAR = 0.005; // two documents round one amount differently

/** The facts by what a sheet does with them. */
export function sorted(facts) {
  const of = (wanted) => facts.filter((fact) => wanted(fact));
  return {
    purposes: of((fact) => fact.attribute === "目的"),
    budgets: of((fact) => fact.attribute === "予算額"),
    figures: of((fact) => !PROSE.has(fact.attribute) && !["目的", "予算額", MENTION].includes(fact.attribute)),
    prose: of((fact) => PROSE.has(fact.attribute)),
  };
}

/** Budgets for a chart, by year: an amount that two documents tell is shown once, as exactly as either tells it. */
export function bars(budgets) {
  const shown = [];
  for (const fact of [...budgets].sort((one, other) => exactness(other) - exactness(one))) {
    const known = shown.some((bar) => bar.fiscal_year === fact.fiscal_year && bar.budget_type === fact.budget_type && (bar.agency === fact.agency || !fact.agency || !bar.agency)
      && Math.abs(bar.amount_yen - fact.amount_yen) <= NEAR * bar.amount_yen);
    if (fact.amount_yen && !known) shown.push(fact);
  }
  return shown.sort((one, other) => yearOf(one) - yearOf(other) || other.amount_yen - one.amount_yen);
}

const exactness = (fact) => String(fact.amount_yen || 0).replace(/0+$/, "").length;

const ERAS = { 昭和: 1925, 平成: 1988, 令和: 2018 };

/** What is told of a programme with its year. */
export const DATED = ["開始時期", "終了時期", "採択件数", "採択予定件数", "予算額"];

/** The year of our reckoning in which a fiscal year begins; 0 where none is told. */
export function yearOf(fact) {
  const found = /^(昭和|平成|令和)(元|\d+)年度$/.exec(fact.fiscal_year || "");
  return found ? ERAS[found[1]] + (found[2] === "元" ? 1 : Number(found[2])) : 0;
}
