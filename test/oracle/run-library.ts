/** Runs a case through the library's door in this process: hundreds of cases in the time of a few command lines. */
import { type DataInput, renderJson, type SimulateRequest, simulate } from "../../src/index.js";
import type { Case } from "./case.js";
import type { ToolResult } from "./compare.js";
import { exponentOf } from "./naive-money.js";
import { toolResult } from "./tool-result.js";
import { caseText } from "./write-case.js";

/** `log`: bytes that take the place of the case's own log. */
export async function runLibrary(input: Case, log?: Uint8Array): Promise<ToolResult> {
  const files: Record<string, string> = {};
  const { document } = await simulate({ ...requestOf(input, log), openFile: into(files) });
  return toolResult(renderJson(document), files, exponentOf(input));
}

/** What the library is asked for; `log` as above. */
export function requestOf(input: Case, log?: Uint8Array): SimulateRequest {
  const { dress = {}, options } = input;
  const text = caseText(input);
  const data = (name: string, bytes: Uint8Array): DataInput => {
    const file = `${name}.csv${dress.gzip ? ".gz" : ""}`;
    return dress.piece === undefined ? { name: file, text: bytes } : { name: file, chunks: pieces(bytes, dress.piece) };
  };
  const table = (name: "history" | "users" | "merchants" | "coupons"): DataInput | undefined => {
    const bytes = text[name];
    return bytes === null ? undefined : data(name, bytes);
  };
  const coupons = table("coupons");
  return {
    ...(coupons === undefined ? {} : { coupons }),
    campaigns: text.campaigns,
    transactions: data("log", log ?? text.log),
    history: table("history"),
    users: table("users"),
    merchants: table("merchants"),
    options: {
      ...options,
      decimalComma: dress.decimalComma,
      map: new Map(Object.entries(dress.map ?? {})),
      mapValues: new Map([["risk", new Map(Object.entries(dress.mapRisk ?? {}))]]),
      maxRejects: "100%",
    },
  };
}

/** Collects files by name. */
export function into(files: Record<string, string>): (name: string) => (text: string) => void {
  return (name) => {
    files[name] = "";
    return (piece) => {
      files[name] += piece;
    };
  };
}

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}
