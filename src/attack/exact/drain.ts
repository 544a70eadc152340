/** How fast a budget is gone when attackers settle beside honest customers, and who gets it: in the mean, as a fluid. */

/** Settlements per unit of time, any unit, and what each takes on average. */
export interface Flow {
  readonly rate: number;
  readonly meanMinor: number;
}

export interface Drain {
  /** Null where nothing is taken. */
  readonly time: number | null;
  /** The same without the attack. */
  readonly timeWithoutAttack: number | null;
  /** `timeWithoutAttack` / `time`. */
  readonly acceleration: number | null;
  readonly attackMinor: number;
  /** Share of the budget that attackers get, 0 to 1; null where nothing is taken. */
  readonly capture: number | null;
  /** What honest customers would have got and do not, as the budget is gone before they come. */
  readonly genuineDisplacedMinor: number;
}

/**
 * Money flows out at λμ + αm: time T = B / (λμ + αm), captured αm / (λμ + αm), displaced B − λμT. An attacker who makes α₀ attempts per unit of time and
 * settles those from r on has α = α₀ S(r) and m = E[D | D ≥ r]. Displaced is what honest customers would have taken in time. It knows nothing of the last
 * grant, which `exactDrain` does. Source: law of large numbers for renewal rewards, Ross, Stochastic Processes (1996), 3.6.
 */
export function fluidDrain(budgetMinor: number, honest: Flow, attack: Flow): Drain {
  const genuine = honest.rate * honest.meanMinor;
  const abusive = attack.rate * attack.meanMinor;
  const taken = genuine + abusive;
  if (taken === 0) {
    return {
      time: null,
      timeWithoutAttack: null,
      acceleration: null,
      attackMinor: 0,
      capture: null,
      genuineDisplacedMinor: 0,
    };
  }
  const capture = abusive / taken;
  return {
    time: budgetMinor / taken,
    timeWithoutAttack: genuine === 0 ? null : budgetMinor / genuine,
    acceleration: genuine === 0 ? null : taken / genuine,
    attackMinor: budgetMinor * capture,
    capture,
    genuineDisplacedMinor: genuine === 0 ? 0 : budgetMinor * capture,
  };
}
