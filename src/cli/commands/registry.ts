/** All commands, in the order of `promosim --help`. A command's file is imported when it is called, so that start-up stays short. */
import type { CommandEntry } from "./contract.js";

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "init",
    summary: "make a folder with a commented campaign file and a small log",
    load: async () => (await import("./init.js")).defineInit,
  },
  {
    name: "validate",
    summary: "check campaign files and say in words what they do",
    load: async () => (await import("./validate.js")).defineValidate,
  },
  {
    name: "design",
    summary: "show exactly how random discounts fall: the chance of every amount at a price",
    load: async () => (await import("./design.js")).defineDesign,
  },
  {
    name: "exposure",
    summary: "show exactly what attackers would take of campaigns, and rank campaigns by it",
    load: async () => (await import("./exposure.js")).defineExposure,
  },
  {
    name: "replay",
    summary: "run campaigns over a log of transactions and report what they cost",
    load: async () => (await import("./replay.js")).defineReplay,
  },
  {
    name: "settle",
    summary: "run campaigns over a log and settle it: a double-entry ledger, statements and invoices",
    load: async () => (await import("./settle.js")).defineSettle,
  },
  {
    name: "forecast",
    summary: "run campaigns over a log many times and tell what they will cost, and how sure that is",
    load: async () => (await import("./forecast.js")).defineForecast,
  },
  {
    name: "tune",
    summary: "find the value of a setting at which forecasts meet a target",
    load: async () => (await import("./tune.js")).defineTune,
  },
  {
    name: "attack",
    summary: "put attackers beside the customers of a log and tell what they take, and what would stop them",
    load: async () => (await import("./attack.js")).defineAttack,
  },
  {
    name: "compare",
    summary: "compare two rule sets over one log: what changes, for whom, at what cost",
    load: async () => (await import("./compare.js")).defineCompare,
  },
  {
    name: "explain",
    summary: "tell the whole story of one payment or refund: every test, draw, cap and rounding",
    load: async () => (await import("./explain.js")).defineExplain,
  },
  {
    name: "check",
    summary: "run suites of tests for campaigns: what one payment gets, what a log costs",
    load: async () => (await import("./check.js")).defineCheck,
  },
  {
    name: "generate",
    summary: "make a realistic log of transactions from a seed",
    load: async () => (await import("./generate.js")).defineGenerate,
  },
  {
    name: "schema",
    summary: "print the JSON Schema of campaign files, attackers files or suites, for editors",
    load: async () => (await import("./schema.js")).defineSchema,
  },
];
