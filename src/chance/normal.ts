/**
 * The standard normal distribution, relatively exact far into both tails.
 * Sources: W. J. Cody, "Rational Chebyshev approximation for the error function", Math. Comp. 23 (1969), in its later form for the
 * normal integral (ACM TOMS 715, 1993); M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Appl. Statist. 37 (1988).
 */

const SQRT_32 = 5.656854249492381;
const INVERSE_SQRT_2PI = 0.3989422804014327;

const CENTRE_P = [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356, 0.06568233791820745];
const CENTRE_Q = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const MIDDLE_P = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283,
  11602.65143764735, 9842.714838383978, 1.0765576773720192e-8,
];
const MIDDLE_Q = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];
const FAR_P = [
  0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 0.000029112874951168793,
  0.023073441764940174,
];
const FAR_Q = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
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

/** The density at z. */
export function normalDensity(z: number): number {
  return INVERSE_SQRT_2PI * density(Math.abs(z));
}

/** exp(-z² / 2) for z >= 0, with z² split so that no digits are lost. */
function density(z: number): number {
  const head = Math.trunc(z * 16) / 16;
  return Math.exp(-head * head * 0.5) * Math.exp(-(z - head) * (z + head) * 0.5);
}

const A = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const B = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852546,
];
const C = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const D = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const E = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
];
const F = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 0.000018463183175100548,
  1.421511758316446e-7, 2.0442631033899397e-15,
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
