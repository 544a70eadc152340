/** A machine in memory, for what a real one does too rarely: full disks, terminals, interruptions in the middle. */
import { basename, dirname } from "node:path";
import { AccessError, type ExitCode } from "../../src/cli/exit-code.js";
import type { Host, Output } from "../../src/cli/host.js";

export interface MemoryHost extends Host {
  readonly files: Map<string, string>;
  readonly folders: Set<string>;
  readonly printed: { out: string; err: string };
  readonly interrupt: () => void;
  exitCode: ExitCode | null;
}

export interface MemoryOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Width of the terminal that both outputs are; none without. */
  readonly terminal?: number;
  /** Characters that fit on the disk. */
  readonly room?: number;
  /** Called before each write to a file. */
  readonly onWrite?: (host: MemoryHost) => void;
  /** Renaming to this path fails. */
  readonly stuck?: string;
  /** Called when the tool waits for a change of the files it watches; the path that changed, or null for Ctrl-C. */
  readonly onWatch?: (host: MemoryHost, watched: readonly string[]) => string | null;
}

export function createMemoryHost(args: readonly string[], options: MemoryOptions = {}): MemoryHost {
  const files = new Map(Object.entries(options.files ?? {}));
  const folders = new Set([".", ...[...files.keys()].map(dirname)]);
  const printed = { out: "", err: "" };
  const interruption = new AbortController();
  let nowMs = 0;
  let room = options.room ?? Number.POSITIVE_INFINITY;
  const output = (stream: "out" | "err"): Output => ({
    isTerminal: options.terminal !== undefined,
    columns: options.terminal ?? 80,
    write: async (text) => {
      printed[stream] += text;
    },
  });
  const bytesOf = (path: string): Uint8Array => {
    const text = files.get(path);
    if (text === undefined) throw new AccessError("read", path, "there is no such file");
    return Buffer.from(text);
  };
  const host: MemoryHost = {
    args,
    environment: options.environment ?? {},
    stdout: output("out"),
    stderr: output("err"),
    interrupted: interruption.signal,
    interrupt: () => interruption.abort(new Error("interrupted")),
    files,
    folders,
    printed,
    exitCode: null,
    parallelism: 1,
    processId: 7,
    nowMs: () => (nowMs += 60),
    breathe: async () => interruption.signal.throwIfAborted(),
    async *readStdin() {},
    inspect: async (path) =>
      folders.has(path)
        ? { kind: "folder", bytes: 0 }
        : files.has(path)
          ? { kind: "file", bytes: bytesOf(path).length }
          : { kind: "missing", bytes: 0 },
    readFile: async (path) => bytesOf(path),
    async *streamFile(path) {
      const bytes = bytesOf(path);
      for (let at = 0; at < bytes.length; at += 32) yield bytes.subarray(at, at + 32);
    },
    listFolder: async (path) =>
      [...files.keys()].filter((file) => dirname(file) === path).map((file) => basename(file)),
    makeFolder: async (path) => {
      if (folders.has(path)) return null;
      folders.add(path);
      return path;
    },
    removeFolder: async (path) => void folders.delete(path),
    assertWritable: async () => {},
    createFile: (path) => {
      files.set(path, "");
      return {
        write: (text) => {
          options.onWrite?.(host);
          room -= text.length;
          if (room < 0) throw new AccessError("write", path, Object.assign(new Error(), { code: "ENOSPC" }));
          files.set(path, files.get(path) + text);
        },
        close: () => {},
      };
    },
    rename: async (from, to) => {
      if (to === options.stuck) throw new AccessError("write", to, Object.assign(new Error(), { code: "EACCES" }));
      files.set(to, files.get(from) as string);
      files.delete(from);
    },
    removeFile: async (path) => void files.delete(path),
    watch: () => {
      const watched: string[] = [];
      return {
        add: (path) => void watched.push(path),
        changed: async () => {
          const path = options.onWatch?.(host, watched) ?? null;
          if (path === null) host.interrupt();
          interruption.signal.throwIfAborted();
          return path as string;
        },
        close: () => {},
      };
    },
    setExitCode: (code) => {
      host.exitCode = code;
    },
  };
  return host;
}
