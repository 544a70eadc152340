/** Arrays that grow in place: whoever holds one sees its new entries, without being told. */
import type { Numbers, NumbersMaker } from "./columns.js";

/** Entries at first. */
const FIRST = 256;
/** Entries at most; so much of the address space is set aside, and memory only for those that there are. */
export const MOST_ENTRIES = 2 ** 24;

/** Any number of arrays of one length each, but for their widths. */
export class GrowingArrays {
  private readonly buffers: { readonly buffer: ArrayBuffer; readonly bytes: number }[] = [];
  private capacity = FIRST;

  /** Zeros, `width` an entry. */
  create<T extends Numbers>(make: NumbersMaker<T>, width = 1): T {
    const bytes = new make(0).BYTES_PER_ELEMENT * width;
    const buffer = new ArrayBuffer(this.capacity * bytes, { maxByteLength: MOST_ENTRIES * bytes });
    this.buffers.push({ buffer, bytes });
    return new make(buffer);
  }

  /** Makes room for `entries`, at most `MOST_ENTRIES`. */
  reserve(entries: number): void {
    if (entries <= this.capacity) return;
    while (this.capacity < entries) this.capacity *= 2;
    for (const { buffer, bytes } of this.buffers) buffer.resize(this.capacity * bytes);
  }
}
