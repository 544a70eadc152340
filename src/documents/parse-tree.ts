/** YAML (and so JSON) text to a tree of nodes: guarded against documents that are too deep or too large before `yaml` composes them. */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  Lexer,
  type ParsedNode,
  Parser,
  type Scalar as YamlScalar,
} from "yaml";
import { InputError, type Problem } from "../domain/problem.js";
import { quote } from "../schema/quote.js";
import type { DocumentKind } from "./document-kind.js";
import type { Source } from "./source.js";
import type { Block, Entry, List, Node, Scalar } from "./tree.js";
import { yamlProblem } from "./yaml-problem.js";

/** Our files need about ten levels; `yaml` composes by recursion and would exhaust the stack at some hundreds. */
const MAX_DEPTH = 64;
/** Past these, one slip of the pen explains the rest. */
const MAX_SYNTAX_PROBLEMS = 5;
/** Nodes that aliases may add to those written out. */
const MAX_ALIASED_NODES = 100_000;

/**
 * The one document of a file.
 * @throws InputError with every problem of the text as YAML
 */
export function parseTree(source: Source, kind: DocumentKind): Node {
  const documents = withoutStackTraces(() => compose(source, kind));
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  if (errors.length > 0) {
    // One slip may close several blocks wrongly: each place is told once.
    const told = errors.filter((error, i) => error.pos[0] !== errors[i - 1]?.pos[0]);
    throw new InputError(told.slice(0, MAX_SYNTAX_PROBLEMS).map((error) => yamlProblem(source, error, kind)));
  }
  const written = documents.filter((document) => document.contents !== null && !isNothing(document.contents));
  if (written.length === 0) {
    const message = `the file has no ${kind.contents}: it is empty`;
    throw new InputError([
      {
        code: "empty-file",
        severity: "error",
        message,
        hint: kind.start,
        at: { file: source.file, line: 0, column: 0 },
      },
    ]);
  }
  if (documents.length > 1) {
    const offset = source.text.indexOf("---", documents[0].range[1]);
    const message = "a second document starts here";
    const hint = `${kind.name} holds one document: put the other into a file of its own`;
    throw new InputError([source.problem("several-documents", Math.max(0, offset), message, hint)]);
  }
  return new TreeBuilder(source).build(documents[0]);
}

/** A document of comments alone. */
function isNothing(contents: ParsedNode): boolean {
  return isScalar(contents) && contents.source === "" && contents.type === "PLAIN" && !contents.anchor;
}

/** `yaml` makes an Error for each slip; in a megabyte of them the stack traces, which nobody sees, are most of the time. */
function withoutStackTraces<T>(work: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function compose(source: Source, kind: DocumentKind): Document.Parsed[] {
  const parser = new Parser();
  // Failsafe: every scalar stays the text that was written. Repeated keys are found here, in linear time.
  const composer = new Composer({ schema: "failsafe", merge: false, uniqueKeys: false });
  const documents: Document.Parsed[] = [];
  let errors = 0;
  const take = (tokens: Iterable<Parameters<Composer["next"]>[0]>) => {
    for (const token of tokens) {
      if (token.type === "error") errors += 1;
      for (const document of composer.next(token)) documents.push(document as Document.Parsed);
    }
  };
  for (const lexeme of new Lexer().lex(source.text)) {
    take(parser.next(lexeme));
    // Enough is known; a megabyte of quotes would make a million errors.
    if (errors >= MAX_SYNTAX_PROBLEMS) break;
    if (parser.stack.length > MAX_DEPTH) {
      const message = `more than ${MAX_DEPTH} levels of nesting`;
      const hint = `${kind.name} needs about ten: is this one?`;
      throw new InputError([source.problem("nested-too-deeply", parser.offset, message, hint)]);
    }
  }
  take(parser.end());
  for (const document of composer.end(false, source.text.length)) documents.push(document as Document.Parsed);
  return documents;
}

class TreeBuilder {
  private readonly anchors = new Map<string, { readonly node: Node; readonly size: number }>();
  private readonly problems: Problem[] = [];
  private aliased = 0;

  constructor(private readonly source: Source) {}

  build(document: Document.Parsed): Node {
    const { node } = this.convert(document.contents, 0);
    if (this.problems.length > 0) throw new InputError(this.problems);
    return node;
  }

  private report(code: string, offset: number, message: string, hint: string): void {
    this.problems.push(this.source.problem(code, offset, message, hint));
  }

  private convert(from: ParsedNode | null, offset: number): { readonly node: Node; readonly size: number } {
    if (from === null) return { node: emptyAt(offset), size: 1 };
    if (isAlias(from)) return this.follow(from.source, from.range[0]);
    const converted = isScalar(from)
      ? { node: scalarOf(from), size: 1 }
      : isMap(from)
        ? this.convertBlock(from.items as unknown as readonly YamlPair[], from.range[0])
        : this.convertList(from.items as unknown as readonly ParsedNode[], from.range[0]);
    // Set after its content, so that an alias inside its own anchor is unknown.
    if (from.anchor !== undefined) this.anchors.set(from.anchor, converted);
    return converted;
  }

  private follow(name: string, offset: number): { readonly node: Node; readonly size: number } {
    const target = this.anchors.get(name);
    if (target === undefined) {
      this.report("unknown-alias", offset, `no anchor before this is called ${quote(name)}`, `write &${name} first`);
      return { node: emptyAt(offset), size: 1 };
    }
    this.aliased += target.size;
    if (this.aliased > MAX_ALIASED_NODES) {
      const message = `aliases repeat more than ${MAX_ALIASED_NODES} values`;
      throw new InputError([this.source.problem("too-many-aliases", offset, message, "write the values out")]);
    }
    return target;
  }

  private convertList(from: readonly ParsedNode[], offset: number) {
    const items: Node[] = [];
    let size = 1;
    for (const item of from) {
      const converted = this.convert(item, offset);
      items.push(converted.node);
      size += converted.size;
    }
    return { node: { kind: "list", items, offset } satisfies List, size };
  }

  private convertBlock(pairs: readonly YamlPair[], offset: number) {
    const entries = new Map<string, Entry>();
    let size = 1;
    for (const { key, value } of pairs) {
      const keyOffset = key?.range[0] ?? offset;
      const converted = this.convert(value, key?.range[1] ?? offset);
      size += 1 + converted.size;
      if (!isScalar(key)) {
        this.report("key-not-text", keyOffset, "a key must be a single value", "write a word as the key");
        continue;
      }
      const name = String(key.value);
      const first = entries.get(name);
      if (first === undefined) entries.set(name, { keyOffset, value: converted.node });
      else {
        const line = this.source.positionAt(first.keyOffset).line;
        const message = `the key ${quote(name)} stands here a second time`;
        this.report("duplicate-key", keyOffset, message, `it first stands on line ${line}: keep one of them`);
      }
    }
    return { node: { kind: "block", entries, offset } satisfies Block, size };
  }
}

interface YamlPair {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

const STYLES: Readonly<Record<string, Scalar["style"]>> = {
  PLAIN: "plain",
  QUOTE_DOUBLE: "quoted",
  QUOTE_SINGLE: "quoted",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function scalarOf(from: YamlScalar.Parsed): Scalar {
  return { kind: "scalar", text: String(from.value), offset: from.range[0], style: STYLES[from.type ?? "PLAIN"] };
}

function emptyAt(offset: number): Scalar {
  return { kind: "scalar", text: "", offset, style: "plain" };
}
