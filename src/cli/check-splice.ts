/** One value of a YAML or JSON text set, added or taken away as a change of characters: what stands around it stays as it is. */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { UpdateValue } from "../check/check-document.js";
import { type Quotes, writePair, writeValue } from "./check-write-value.js";

/** Characters `from` to `to` (exclusive) give way to `text`. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export type Steps = readonly (string | number)[];
type Collection = YAMLMap<unknown, unknown> | YAMLSeq<unknown>;

/** Finds splices in one parsed text. `document` must have been parsed with its source tokens. */
export class Splicer {
  private readonly lineBreak: string;

  constructor(
    private readonly document: Document,
    private readonly text: string,
    private readonly json: boolean,
  ) {
    this.lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  }

  /** Null where there is no such place to write at. An undefined `value` takes the place away. */
  splice(path: Steps, value: UpdateValue | undefined): Splice | null {
    const parent = this.document.getIn(path.slice(0, -1), true);
    const step = path[path.length - 1];
    if (!isCollection(parent)) {
      // A block that is missing, or a word in its place: all of it is new.
      return value === undefined || path.length < 2 || isAlias(parent)
        ? null
        : this.splice(path.slice(0, -1), typeof step === "number" ? [value] : { [step]: value });
    }
    const index = isMap(parent) ? parent.items.findIndex((pair) => keyOf(pair) === String(step)) : Number(step);
    const there = index >= 0 && index < parent.items.length;
    if (value === undefined) {
      if (!there) return null;
      return parent.items.length === 1
        ? this.replace(path.slice(0, -1), isMap(parent) ? {} : [])
        : this.remove(parent, index);
    }
    if (there) return this.replace(path, value);
    return isMap(parent) || index === parent.items.length ? this.add(parent, step, value) : null;
  }

  private replace(path: Steps, value: UpdateValue): Splice | null {
    const node = this.document.getIn(path, true) as Node | null | undefined;
    const range = node?.range;
    const written = writeValue(value, this.json, isScalar(node) ? quotesOf(node) : "none");
    if (!range || isBlock(node) || isEmpty(node)) {
      const start = this.afterMark(path);
      return start === null ? null : { from: start, to: isBlock(node) ? this.endOf(node) : start, text: ` ${written}` };
    }
    return { from: range[0], to: this.endOf(node), text: written };
  }

  /** Where a value may begin that follows a `:` or a `-`. */
  private afterMark(path: Steps): number | null {
    const parent = this.document.getIn(path.slice(0, -1), true);
    const step = path[path.length - 1];
    if (!isCollection(parent)) return null;
    const index = isMap(parent) ? parent.items.findIndex((pair) => keyOf(pair) === String(step)) : Number(step);
    const mark = isMap(parent)
      ? markOf(parent, index, "sep", "map-value-ind")
      : markOf(parent, index, "start", "seq-item-ind");
    return mark === undefined ? null : mark + 1;
  }

  private add(parent: Collection, step: string | number, value: UpdateValue): Splice {
    const written = isMap(parent) ? writePair(String(step), value, this.json) : writeValue(value, this.json);
    const last = parent.items.length - 1;
    if (last < 0) {
      const [from, to] = rangeOf(parent);
      return { from, to, text: isMap(parent) ? `{ ${written} }` : `[${written}]` };
    }
    const end = this.endOfItem(parent, last);
    const start = this.startOfItem(parent, last);
    const before = this.text.slice(this.lineStart(start), start);
    if (isBlock(parent)) {
      const at = this.lineEnd(end);
      const indent = " ".repeat(this.startOfItem(parent, 0) - this.lineStart(this.startOfItem(parent, 0)));
      return { from: at, to: at, text: `${this.lineBreak}${indent}${isMap(parent) ? "" : "- "}${written}` };
    }
    const gap = before.trim() === "" ? `${this.lineBreak}${before}` : " ";
    return { from: end, to: end, text: `,${gap}${written}` };
  }

  /** Of several items. */
  private remove(parent: Collection, index: number): Splice {
    const start = this.startOfItem(parent, index);
    const end = this.endOfItem(parent, index);
    const isLast = index === parent.items.length - 1;
    if (!isBlock(parent) && isLast) return { from: this.endOfItem(parent, index - 1), to: end, text: "" };
    const lineStart = this.lineStart(start);
    if (isBlock(parent) && this.text.slice(lineStart, start).trim() === "") {
      const next = this.text.indexOf("\n", end);
      return { from: lineStart, to: next === -1 ? this.text.length : next + 1, text: "" };
    }
    return { from: start, to: isLast ? end : this.startOfItem(parent, index + 1), text: "" };
  }

  private startOfItem(parent: Collection, index: number): number {
    const item = parent.items[index];
    if (isPair(item)) return rangeOf(item.key)[0];
    return markOf(parent, index, "start", "seq-item-ind") ?? rangeOf(item)[0];
  }

  private endOfItem(parent: Collection, index: number): number {
    const item = parent.items[index];
    if (!isPair(item)) return this.endOf(item);
    const { key, value } = item as Pair<Node, Node | null>;
    if (!isEmpty(value)) return this.endOf(value);
    return (markOf(parent, index, "sep", "map-value-ind") ?? rangeOf(key)[1] - 1) + 1;
  }

  /** Where what is written of a node ends: `yaml` counts comments and line breaks that follow a block to it. */
  private endOf(node: unknown): number {
    if (isBlock(node) && node.items.length > 0) return this.endOfItem(node, node.items.length - 1);
    const [from, to] = rangeOf(node);
    return from + this.text.slice(from, to).trimEnd().length;
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  private lineEnd(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    if (at === -1) return this.text.length;
    return this.text[at - 1] === "\r" ? at - 1 : at;
  }
}

/** A list or block that is not in brackets. */
function isBlock(node: unknown): node is Collection {
  return isCollection(node) && node.flow !== true;
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.type === "PLAIN" && node.source === "");
}

function keyOf(pair: Pair<unknown, unknown>): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

function quotesOf({ type }: { readonly type?: string }): Quotes {
  return type === "QUOTE_SINGLE" ? "single" : type === "QUOTE_DOUBLE" ? "double" : "none";
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as Node | null)?.range;
  if (!range) throw new RangeError("a node without a place");
  return [range[0], range[1]];
}

interface SourceToken {
  readonly type: string;
  readonly offset: number;
}

/** Offset of the token that stands before an item, or between its key and its value. */
function markOf(parent: Collection, index: number, part: "start" | "sep", type: string): number | undefined {
  const items = (
    parent.srcToken as { readonly items?: readonly Partial<Record<"start" | "sep", SourceToken[]>>[] } | undefined
  )?.items;
  return items?.[index]?.[part]?.find((token) => token.type === type)?.offset;
}
