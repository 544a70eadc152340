/** The one order of text in this project: by Unicode code points, the same on every machine and in every locale. */

/** Negative, 0 or positive as `a` comes before, is equal to or comes after `b`. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

// UTF-16 puts surrogates (U+10000 and above) before U+E000…U+FFFF; code points have them after.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
