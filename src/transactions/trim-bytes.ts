/** `String.prototype.trim` on UTF-8 bytes: the same blanks (U+00A0, U+3000, the byte order mark …), nothing decoded. */

/** Bytes of the blank that starts at `at`, 0 if none does there. */
function blankWidth(bytes: Uint8Array, at: number, to: number): number {
  const first = bytes[at];
  if (first === 0x20 || (first >= 0x09 && first <= 0x0d)) return 1;
  if (first === 0xc2) return at + 1 < to && bytes[at + 1] === 0xa0 ? 2 : 0;
  if (first < 0xe1 || at + 2 >= to) return 0;
  const second = bytes[at + 1];
  const third = bytes[at + 2];
  switch (first) {
    case 0xe1: // U+1680
      return second === 0x9a && third === 0x80 ? 3 : 0;
    case 0xe2: // U+2000 to U+200A, U+2028, U+2029, U+202F; U+205F
      if (second === 0x81) return third === 0x9f ? 3 : 0;
      if (second !== 0x80) return 0;
      return (third >= 0x80 && third <= 0x8a) || third === 0xa8 || third === 0xa9 || third === 0xaf ? 3 : 0;
    case 0xe3: // U+3000
      return second === 0x80 && third === 0x80 ? 3 : 0;
    case 0xef: // U+FEFF
      return second === 0xbb && third === 0xbf ? 3 : 0;
    default:
      return 0;
  }
}

/** Where the text in `[from, to)` begins after leading blanks; `to` if it is all blank. */
export function trimStart(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const width = blankWidth(bytes, at, to);
    if (width === 0) return at;
    at += width;
  }
  return at;
}

/** Where the text in `[from, to)` ends before trailing blanks; `from` if it is all blank. */
export function trimEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from) {
    const last = bytes[end - 1];
    let width = 0;
    if (last < 0x80) width = blankWidth(bytes, end - 1, end);
    else if (end - 2 >= from && bytes[end - 2] === 0xc2) width = last === 0xa0 ? 2 : 0;
    else if (end - 3 >= from) width = blankWidth(bytes, end - 3, end) === 3 ? 3 : 0;
    if (width === 0) return end;
    end -= width;
  }
  return end;
}
