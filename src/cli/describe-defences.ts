/** What defences buy, in a sentence for those who decide: the cheapest that is effective, or how far the best one goes. */
import {
  type AttackLoss,
  cheapestEffective,
  type DefenceResult,
  type LossMeasure,
  lossBy,
  measureOf,
  mostEffective,
} from "../attack/defences/cheapest-effective.js";
import type { DefenceTrials } from "../raid/try-defences.js";
import { count, percent } from "../report/layout/figures.js";
import { exactMoney } from "./describe-exposure.js";

/** A defence and what an attack gets in spite of it. */
export interface TriedDefence {
  /** "at most 3 offers per user a day". */
  readonly words: string;
  /** A sentence. */
  readonly doesNotStop: string;
  /** A sentence; null where nothing is taken for granted. */
  readonly assumes: string | null;
  readonly result: DefenceResult;
}

/** The choice that the results suggest, with what it leaves and whom it refuses. */
export function describeChoice(undefended: AttackLoss, tried: readonly TriedDefence[], exponent: number): string {
  const measure = measureOf(undefended);
  if (measure === null) return "The attack gets nothing as the campaigns are: there is nothing to stop.";
  const results = tried.map(({ result }) => result);
  const wordsOf = ({ defenceId }: DefenceResult) => tried.find(({ result }) => result.defenceId === defenceId)?.words;
  const cheapest = cheapestEffective(undefended, results);
  if (cheapest !== null) {
    const does = describeResult(undefended, cheapest, measure, exponent);
    return `Cheapest effective defence: ${wordsOf(cheapest)}. It ${does}`;
  }
  const best = mostEffective(undefended, results);
  if (best === null) return "No defence was tried.";
  const does = describeResult(undefended, best, measure, exponent);
  return `No defence alone is effective: each leaves more than a tenth of ${LOSSES[measure]}. The best is ${wordsOf(best)}: it ${does}`;
}

/** The same for a reader in a hurry. */
export function chooseInShort({ undefended, trials, context }: DefenceTrials): string {
  const measure = measureOf(undefended);
  if (measure === null) return "";
  const results = trials.map(({ result }) => result);
  const wordsOf = (id: string) => trials.find(({ result }) => result.defenceId === id)?.planned.defence.words(context);
  const left = (result: DefenceResult) =>
    `${shareLeft(undefended, result, measure)} of ${LOSSES[measure]} and ${refusals(result)}`;
  const cheapest = cheapestEffective(undefended, results);
  if (cheapest !== null)
    return `The cheapest effective defence, ${wordsOf(cheapest.defenceId)}, leaves ${left(cheapest)}.`;
  const best = mostEffective(undefended, results);
  if (best === null) return "No defence was tried.";
  return `No defence alone stops it: the best, ${wordsOf(best.defenceId)}, leaves ${left(best)}.`;
}

const LOSSES: Readonly<Record<LossMeasure, string>> = {
  excess_loss: "the excess loss",
  attackers_take: "what attackers take",
};

/** From the verb on. */
function describeResult(undefended: AttackLoss, result: DefenceResult, measure: LossMeasure, exponent: number): string {
  const money = (minor: number) => exactMoney(minor, exponent);
  const before = lossBy(measure, undefended);
  const after = lossBy(measure, result);
  const share = shareLeft(undefended, result, measure);
  const leaves = `leaves ${share} of ${LOSSES[measure]} (${money(after)} of ${money(before)}) and ${refusals(result)}.`;
  if (measure === "attackers_take" || result.attackersTakeMinor <= after) return leaves;
  return `${leaves} In all attackers still take ${money(result.attackersTakeMinor)}, honest share included.`;
}

function shareLeft(undefended: AttackLoss, result: AttackLoss, measure: LossMeasure): string {
  return `${((lossBy(measure, result) / lossBy(measure, undefended)) * 100).toFixed(1)}%`;
}

function refusals({ genuineRefused, genuineAttempts }: DefenceResult): string {
  if (genuineRefused === 0) return "refuses no genuine customer";
  const times = genuineRefused === 1 ? "once" : `${count(genuineRefused)} times`;
  return `refuses genuine customers ${times} (${percent(genuineRefused, genuineAttempts)} of the attempts that were served)`;
}
