/** One file of campaigns, attackers or the like while it is read: its tree, and every problem found in it, each at its place. */
import type { Position, Problem } from "../domain/problem.js";
import type { Source } from "./source.js";
import { childOf, type Node, type Path } from "./tree.js";

export class DocumentFile {
  readonly problems: Problem[] = [];

  constructor(
    private readonly source: Source,
    readonly root: Node,
    /** The page that describes such files, for remedies. */
    readonly docs: string,
  ) {}

  get name(): string {
    return this.source.file;
  }

  nodeAt(path: Path): Node | undefined {
    let node: Node | undefined = this.root;
    for (const step of path) node = node && childOf(node, step);
    return node;
  }

  /** Where the value at a path stands; of one that is missing, the key or list item that lacks it. */
  at(path: Path): Position {
    return this.source.positionAt(this.offsetOf(path));
  }

  /** Where the key at the end of a path stands. */
  atKey(path: Path): Position {
    return this.source.positionAt(this.keyOffsetOf(path));
  }

  /** Notes an error at the value of a path. */
  report(path: Path, code: string, message: string, hint?: string): void {
    this.add(path, this.source.problem(code, this.offsetOf(path), message, hint));
  }

  /** Notes an error at the key of a path. */
  reportKey(path: Path, code: string, message: string, hint?: string): void {
    this.add(path, this.source.problem(code, this.keyOffsetOf(path), message, hint));
  }

  /** Where the text of the scalar at a path begins: after its quote, on the line below the mark of a block text. */
  atText(path: Path): Position {
    return this.source.positionAt(this.textOffsetOf(path));
  }

  /** Notes problems that were found inside the text of a scalar; columns count UTF-16 units from `atText(path)`. */
  reportInside(path: Path, problems: readonly Problem[]): void {
    const node = this.nodeAt(path);
    const text = node?.kind === "scalar" ? node.text.trimEnd() : "";
    const start = this.textOffsetOf(path);
    const { column } = this.atText(path);
    // Escapes and line breaks shift what follows them: then the start is the honest place.
    const exact = this.source.text.startsWith(text, start);
    for (const problem of problems) {
      const offset = exact ? start + problem.at.column - column : start;
      this.add(path, this.source.problem(problem.code, offset, problem.message, problem.hint));
    }
  }

  private textOffsetOf(path: Path): number {
    const node = this.nodeAt(path);
    if (node?.kind !== "scalar" || node.style === "plain") return this.offsetOf(path);
    if (node.style === "quoted") return node.offset + 1;
    const first = this.source.positionAt(node.offset).line + 1;
    return this.source.lineStart(first) + (/^ */.exec(this.source.lineText(first))?.[0].length ?? 0);
  }

  private offsetOf(path: Path): number {
    const node = this.nodeAt(path);
    if (node !== undefined) return node.offset;
    return path.length === 0 ? this.root.offset : this.keyOffsetOf(path.slice(0, -1));
  }

  private keyOffsetOf(path: Path): number {
    if (path.length === 0) return this.root.offset;
    const parent = this.nodeAt(path.slice(0, -1));
    const key = path[path.length - 1];
    const entry = parent?.kind === "block" ? parent.entries.get(String(key)) : undefined;
    return entry?.keyOffset ?? this.offsetOf(path);
  }

  private add(path: Path, problem: Problem): void {
    const id = this.campaignIdAt(path);
    this.problems.push(id === null ? problem : { ...problem, campaignId: id });
  }

  private campaignIdAt(path: Path): string | null {
    if (path[0] !== "campaigns" || path.length < 2) return null;
    const id = this.nodeAt([path[0], path[1], "id"]);
    return id?.kind === "scalar" && id.text.trim() !== "" ? id.text.trim() : null;
  }
}
