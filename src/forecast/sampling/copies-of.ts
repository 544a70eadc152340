/** A whole number whose mean is a factor: the factor's whole part, and one more with the probability of its fraction. */

export function copiesOf(factor: number, uniform: number): number {
  const whole = Math.floor(factor);
  return uniform < factor - whole ? whole + 1 : whole;
}
