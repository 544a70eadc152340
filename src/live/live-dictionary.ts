/** A dictionary to which texts still come. */
import type { Dictionary, Numbers, NumbersMaker } from "../transactions/columns.js";
import { GrowingArrays, MOST_ENTRIES } from "../transactions/growing-arrays.js";
import { EngineFull } from "./errors.js";

export class LiveDictionary implements Dictionary {
  private readonly texts: string[] = [""];
  private readonly codes = new Map([["", 0]]);
  private readonly arrays = new GrowingArrays();

  get size(): number {
    return this.texts.length;
  }

  text(code: number): string {
    return this.texts[code];
  }

  codeOf(text: string): number {
    return this.codes.get(text) ?? -1;
  }

  /** @throws EngineFull */
  intern(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    if (code === MOST_ENTRIES) throw new EngineFull("texts of one column");
    this.texts.push(text);
    this.codes.set(text, code);
    this.arrays.reserve(code + 1);
    return code;
  }

  readonly growing = <T extends Numbers>(make: NumbersMaker<T>, width: number): T => this.arrays.create(make, width);
}
