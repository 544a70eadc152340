/** What `yaml` finds wrong with a text, in this project's codes and words. */
import type { YAMLError } from "yaml";
import type { Problem } from "../domain/problem.js";
import type { DocumentKind } from "./document-kind.js";
import type { Source } from "./source.js";

const SYNTAX = "yaml-syntax";

/** Sentence and remedy for what people get wrong most; the others share one sentence. */
const WORDS: Partial<Record<YAMLError["code"], readonly [code: string, message: string, hint: string]>> = {
  TAB_AS_INDENT: ["tab-indent", "a tab indents this line", "indent with blanks"],
  BAD_INDENT: [SYNTAX, "this line is indented differently from its neighbours", "align it with the lines around it"],
  BAD_SCALAR_START: [SYNTAX, "a value can't start with this character", "put the value in quotes"],
  BAD_DQ_ESCAPE: [SYNTAX, "an unknown escape inside double quotes", "use single quotes, or double the backslash"],
  BLOCK_AS_IMPLICIT_KEY: [SYNTAX, "a second value on one line", "put the value in quotes, or on a line of its own"],
  MULTILINE_IMPLICIT_KEY: [SYNTAX, "a key that runs over several lines", "is a colon missing, or a quote not closed?"],
  KEY_OVER_1024_CHARS: [SYNTAX, "a key of more than 1024 characters", "is a colon missing, or a quote not closed?"],
  MISSING_CHAR: [SYNTAX, "something is missing before this", "look for a colon, comma, bracket or quote"],
  UNEXPECTED_TOKEN: [SYNTAX, "this is not expected here", "look for a stray comma, bracket or quote"],
  BLOCK_IN_FLOW: [SYNTAX, "inside brackets everything must use brackets", "close the bracket before this line"],
  TAG_RESOLVE_FAILED: [SYNTAX, "tags are not understood here", "remove the word that starts with !"],
  BAD_DIRECTIVE: [SYNTAX, "an unknown directive", "remove the line that starts with %"],
};

/** Where a quote or bracket is left open, `yaml` finds the end of the file indented wrongly, or something missing there. */
const UNCLOSED: readonly [code: string, message: string, hint: string] = [
  SYNTAX,
  "the file ends inside a quote or bracket",
  "look for the one that is opened and never closed",
];

export function yamlProblem(source: Source, error: YAMLError, kind: DocumentKind): Problem {
  const atEnd = error.pos[0] >= source.text.trimEnd().length;
  const unclosed = atEnd && (error.code === "BAD_INDENT" || error.code === "MISSING_CHAR");
  const [code, message, hint] = (unclosed ? UNCLOSED : WORDS[error.code]) ?? [
    SYNTAX,
    "this is no valid YAML",
    `compare the indentation, colons and quotes with ${kind.docs}`,
  ];
  return source.problem(code, Math.min(error.pos[0], source.text.length), message, hint);
}
