/** One cell at a time: trimmed and translated, as a range of bytes. */
import type { ColumnPlace } from "./map-columns.js";
import type { RecordView } from "./split-records.js";
import { trimEnd, trimStart } from "./trim-bytes.js";

const NOTHING = new Uint8Array(0);

/** Points at `bytes[from … to)`; moved by `take`, so that no cell makes an object. */
export class CellCursor {
  bytes: Uint8Array = NOTHING;
  from = 0;
  to = 0;

  get empty(): boolean {
    return this.from === this.to;
  }

  /** Moves to the cell of a column; to an empty one where the file lacks the column. */
  take(view: RecordView, place: ColumnPlace): void {
    const index = place.index;
    if (index < 0) {
      this.from = this.to = 0;
      return;
    }
    const bytes = view.bytes;
    let from = view.starts[index];
    let to = view.ends[index];
    if (from < to) {
      // Visible ASCII at both ends needs no closer look.
      if (bytes[from] <= 0x20 || bytes[from] > 0x7e) from = trimStart(bytes, from, to);
      if (from < to && (bytes[to - 1] <= 0x20 || bytes[to - 1] > 0x7e)) to = trimEnd(bytes, from, to);
    }
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    if (place.translation !== null) this.translate(place.translation.of(bytes, from, to));
  }

  private translate(text: Uint8Array | null): void {
    if (text === null) return;
    this.bytes = text;
    this.from = 0;
    this.to = text.length;
  }

  /** Whether the cell is exactly this ASCII word. */
  is(word: Uint8Array): boolean {
    if (this.to - this.from !== word.length) return false;
    for (let i = 0; i < word.length; i++) if (this.bytes[this.from + i] !== word[i]) return false;
    return true;
  }
}
