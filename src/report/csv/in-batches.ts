/** Many short lines in fewer, longer pieces of text. */
import type { Write } from "../files/contract.js";

const LINES = 256;

/** Collects lines and hands them on some hundred at a time. */
export class LineBatch {
  private readonly lines = new Array<string>(LINES).fill("");
  private count = 0;

  constructor(private readonly write: Write) {}

  /** Adds a line made of finished cells. */
  add(line: string): void {
    this.lines[this.count++] = line;
    if (this.count === LINES) this.flush();
  }

  flush(): void {
    if (this.count === 0) return;
    this.write(`${this.lines.slice(0, this.count).join("\n")}\n`);
    this.count = 0;
  }
}

/** Header and lines of a table in pieces. */
export function* inBatches(header: string, lines: Iterable<string>): Generator<string> {
  yield header;
  const ready: string[] = [];
  const batch = new LineBatch((text) => ready.push(text));
  for (const line of lines) {
    batch.add(line);
    if (ready.length > 0) yield ready.pop() as string;
  }
  batch.flush();
  yield* ready;
}
