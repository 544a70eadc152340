/** What the process ends with: the one table of exit codes, and the errors that stand for them. */
export const EXIT_CODE = { done: 0, failed: 1, usage: 2, input: 3, access: 4, bug: 70, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE];

/** For `--help` and the docs. */
export const EXIT_CODE_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT_CODE.done, "done"],
  [EXIT_CODE.failed, "a check that was asked for failed"],
  [EXIT_CODE.usage, "wrong usage"],
  [EXIT_CODE.input, "bad input"],
  [EXIT_CODE.access, "cannot read or write"],
  [EXIT_CODE.bug, "a bug in promosim"],
  [EXIT_CODE.interrupted, "interrupted"],
];

/** The command line asks for something that makes no sense: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A file or a pipe could not be read or written: exit code 4. */
export class AccessError extends Error {
  override readonly name = "AccessError";

  constructor(what: string, path: string, cause: unknown) {
    super(`cannot ${what} ${path}: ${reasonOf(what, cause)}`, { cause });
  }
}

/** Whoever reads our standard output has gone, as `head -1` does: a quiet end with exit code 0. */
export class OutputClosed extends Error {
  override readonly name = "OutputClosed";
}

/** What was asked has been answered, with no: exit code 1. The answer is printed already. */
export class CheckFailed extends Error {
  override readonly name = "CheckFailed";
}

/** Ctrl-C: exit code 130. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is no folder",
  ENOTEMPTY: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the device",
  EEXIST: "it exists already",
  ENAMETOOLONG: "its name is too long",
};

/** The system's error code, or an empty text for an error that has none. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function reasonOf(what: string, cause: unknown): string {
  const code = systemCode(cause);
  // That what is to be written is not there yet is no reason: its folder is not there, or takes nothing new, as /proc.
  if (what === "write" && code === "ENOENT") return "its folder is missing, or takes no new files";
  return REASONS[code] ?? (code === "" ? String(cause) : code);
}
