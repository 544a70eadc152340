/** The answer of a search in words: the value, what the figure is there, and how sure that is. */
import { SURE } from "../tune/curve.js";
import type { TuneDocument, TunePoint } from "../tune/tune-document.js";
import { exactMoney } from "./describe-exposure.js";
import { areAlike, NO_ROWS } from "./describe-uncertainty.js";
import { chanceOf, chanceRange, halfWidth, numberOf, rangeOf } from "./forecast-figures.js";

/** `96.2%`, `50,000.00` or `1,234`. */
export function figureInWords(figure: number, { target, currency }: TuneDocument): string {
  if (target.unit === "probability") return chanceOf(figure);
  return target.unit === "minor" ? exactMoney(figure, currency.exponent) : numberOf(figure);
}

/** Half the 95% interval of a figure, in its unit, but of a chance all of it, which is not even on both sides; empty where nothing varies. */
export function marginInWords({ figure, standard_error }: TunePoint, document: TuneDocument): string {
  if (document.target.unit !== "probability") {
    return standard_error === 0 ? "" : figureInWords(halfWidth(standard_error), document);
  }
  const range = chanceRange(figure, { runs: document.runs, alike: areAlike(document) });
  return range === null ? "" : rangeOf(range);
}

/** The sentence to read first. */
export function describeAnswer(document: TuneDocument): string {
  const { target, vary, prefer, best, beyond } = document;
  if (document.rows.replayed === 0) return NO_ROWS;
  const over = `from ${vary.from} to ${vary.to}`;
  if (best === null) {
    const nearest = nearestOf(document);
    const { figure } = target;
    return `No value of ${vary.path} that was tried, ${over}, meets ${target.text}. ${nearest.value} comes nearest: there ${figure} is ${pointInWords(nearest, document)}.`;
  }
  const at = `there ${target.figure} is ${pointInWords(best, document)}`;
  if (document.outcome === "everywhere") {
    return `Every value of ${vary.path} that was tried, ${over}, meets ${target.text}: the range has no boundary in it. The ${prefer} is ${best.value}: ${at}.`;
  }
  const next = beyond === null ? "" : `, at ${beyond.value} ${figureInWords(beyond.figure, document)}`;
  return `${best.value} is the ${prefer} value of ${vary.path}, ${over} in steps of ${vary.step}, that meets ${target.text}: ${at}${next}.`;
}

function pointInWords(point: TunePoint, document: TuneDocument): string {
  const figure = figureInWords(point.figure, document);
  const margin = marginInWords(point, document);
  if (margin === "") return figure;
  return document.target.unit === "probability" ? `${figure} (95% interval ${margin})` : `${figure} ± ${margin}`;
}

function nearestOf({ curve, target }: TuneDocument): TunePoint {
  const distance = ({ figure }: TunePoint) => Math.abs(figure - target.threshold);
  return curve.reduce((nearest, point) => (distance(point) < distance(nearest) ? point : nearest));
}

/** How sure the answer is: whether other runs would give another. */
export function describeSureness(document: TuneDocument): string {
  const { best, boundary, prefer, outcome, rows } = document;
  if (best === null || rows.replayed === 0) return "";
  const { surely_meets, surely_misses } = boundary;
  const errors = best.standard_errors;
  if (errors === null) {
    return surely_meets === best.value
      ? "The figure does not vary between forecasts of this many runs, so that other runs would give the same answer."
      : "At such a bound no number of runs is proof that the target is met: it says only that no run has missed it.";
  }
  const distance = `The figure there is ${errors.toFixed(1)} standard errors inside the target`;
  if (errors >= SURE) return `${distance}: other runs would hardly miss it.`;
  const could = `${distance}, so that other runs could miss it.`;
  if (outcome === "everywhere") return could;
  if (surely_meets === null) {
    return `${could} No value that was tried meets it by ${SURE} standard errors; more --runs tell them apart.`;
  }
  const safe = `A value that meets it by ${SURE} standard errors or more is ${surely_meets}`;
  if (surely_misses === null) return `${could} ${safe}; more --runs narrow this down.`;
  const [from, to] = prefer === "largest" ? [surely_meets, surely_misses] : [surely_misses, surely_meets];
  return `${could} ${safe}; by ${SURE} standard errors the boundary lies between ${from} and ${to}. More --runs narrow this down.`;
}

/** What a curve that goes up and down means for the answer; empty for one that does not. */
export function describeShape({ monotone, curve }: TuneDocument): string {
  if (monotone) return "";
  return `The curve goes up and down. ${curve.length} values all over the range were tried; between them others may meet the target, or miss it: look at the curve.`;
}
