/**
 * The standard normal distribution, relatively exact far into both tails.
 * Sources: W. J. Cody, "Rational Chebyshev approximation for the error function", Math. Comp. 23 (1969), in its later form for the
 * normal integral (ACM TOMS 715, 1993); M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Appl. Statist. 37 (1988).
 */

const SQRT_32 = 5.656854249492381;
const INVERSE_SQRT_2PI = 0.3989422804014327;

const CENTRE_P = [
  2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249, 0.065682337918207449113,
];
const CENTRE_Q = [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const MIDDLE_P = [
  0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226, 2494.5375852903726711,
  6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218, 1.0765576773720192317e-8,
];
const MIDDLE_Q = [
  22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
  34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
];
const FAR_P = [
  0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466, 2.9112874951168792e-5,
  0.02307344176494017303,
];
const FAR_Q = [
  1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5,
];

/** P(Z <= z). */
export function normalCdf(z: number): number {
  return z > 0 ? 1 - upper(z) : upper(-z);
}

/** P(Z > z). */
export function normalTail(z: number): number {
  return z > 0 ? upper(z) : 1 - upper(-z);
}

/** P(Z > z) for z >= 0. */
function upper(z: number): number {
  if (z <= 0.67448975) {
    const s = z * z;
    let p = CENTRE_P[4] * s;
    let q = s;
    for (let i = 0; i < 3; i++) {
      p = (p + CENTRE_P[i]) * s;
      q = (q + CENTRE_Q[i]) * s;
    }
    return 0.5 - (z * (p + CENTRE_P[3])) / (q + CENTRE_Q[3]);
  }
  if (z <= SQRT_32) {
    let p = MIDDLE_P[8] * z;
    let q = z;
    for (let i = 0; i < 7; i++) {
      p = (p + MIDDLE_P[i]) * z;
      q = (q + MIDDLE_Q[i]) * z;
    }
    return density(z) * ((p + MIDDLE_P[7]) / (q + MIDDLE_Q[7]));
  }
  if (z > 39) return 0;
  const s = 1 / (z * z);
  let p = FAR_P[5] * s;
  let q = s;
  for (let i = 0; i < 4; i++) {
    p = (p + FAR_P[i]) * s;
    q = (q + FAR_Q[i]) * s;
  }
  const ratio = (s * (p + FAR_P[4])) / (q + FAR_Q[4]);
  return density(z) * ((INVERSE_SQRT_2PI - ratio) / z);
}

/** exp(-z² / 2), with z² split so that no digits are lost. */
function density(z: number): number {
  const head = Math.trunc(z * 16) / 16;
  return Math.exp(-head * head * 0.5) * Math.exp(-(z - head) * (z + head) * 0.5);
}

const A = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const B = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852545925,
];
const C = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const D = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const E = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const F = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

function ratio(p: readonly number[], q: readonly number[], x: number): number {
  let a = 0;
  let b = 0;
  for (let i = 7; i >= 0; i--) {
    a = a * x + p[i];
    b = b * x + q[i];
  }
  return a / b;
}

/** The z with P(Z <= z) = p, for 0 < p < 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(A, B, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z = r <= 5 ? ratio(C, D, r - 1.6) : ratio(E, F, r - 5);
  return q < 0 ? -z : z;
}
