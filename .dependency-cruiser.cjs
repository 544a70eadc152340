/** Which room may import from which, each rule with its reason. `npm run check:rooms` holds the tree to it. */

/** Types and small vocabularies that rooms hand to each other: what they say is said in one place. */
const COMPILED_CAMPAIGN = "^src/campaigns/campaign\\.ts$";
const COLUMNS = "^src/transactions/(columns|column-named|known-columns|per-code)\\.ts$";
const LOADED = "^src/transactions/load-transactions\\.ts$";
const OUTCOMES = "^src/engine/(outcome|refusals)\\.ts$";
const CONTRACTS = "^src/((modes|conditions|when)/contract|modes/(plain-checkout|law-of-rule))\\.ts$";
const TALLY_TYPES = "^src/tally/";

/** A room and all that it may import from `src`, beside itself. */
function room(name, allowed, comment) {
  return {
    name: `room-${name}`,
    comment,
    severity: "error",
    from: { path: `^src/${name}/` },
    to: { path: "^src/", pathNot: [`^src/${name}/`, ...allowed] },
  };
}

/** One file a variant: only the registry knows them all. `shared` are files that several variants are made of. */
function variants(name, folder, shared, comment) {
  return {
    name: `variants-${name}`,
    comment,
    severity: "error",
    from: { path: `^${folder}/([^/]+)\\.ts$`, pathNot: [`^${folder}/registry\\.ts$`, ...shared] },
    to: { path: `^${folder}/`, pathNot: [`^${folder}/contract\\.ts$`, ...shared] },
  };
}

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle makes two files one that cannot be read, tested or loaded alone.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      comment: "A file that nobody imports is dead.",
      severity: "error",
      from: { orphan: true, pathNot: ["\\.d\\.ts$"] },
      to: {},
    },
    {
      name: "no-unlisted-packages",
      comment:
        "What the code imports stands in package.json with an exact version, and in docs/dependencies.md with a reason.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
    {
      name: "no-dev-packages-in-the-product",
      comment: "Users do not install development dependencies.",
      severity: "error",
      from: { path: "^(src|bin)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: ["node_modules/@types/"] },
    },
    room("domain", [], "The vocabulary stands below everything; it knows of no room."),
    room("schema", ["^src/domain/"], "Leaf values of campaign files need amounts and durations, nothing above them."),
    room("chance", ["^src/domain/"], "Uniforms, laws and their tests know nothing of what they are drawn for."),
    room(
      "modes",
      ["^src/domain/", "^src/chance/", "^src/schema/"],
      "A discount mode is arithmetic on a checkout: it knows neither logs nor the engine that calls it.",
    ),
    room(
      "conditions",
      ["^src/domain/", "^src/schema/", COLUMNS],
      "An eligibility test looks at columns; it knows neither campaigns nor the engine that calls it.",
    ),
    room(
      "when",
      ["^src/domain/", "^src/schema/", COLUMNS],
      "A CEL condition looks at columns; it knows neither campaigns nor the engine that calls it.",
    ),
    room("documents", ["^src/domain/", "^src/schema/"], "A file with positions knows nothing of what it is about."),
    room(
      "campaigns",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/schema/",
        "^src/documents/",
        "^src/modes/",
        "^src/conditions/",
        "^src/when/",
        COLUMNS,
      ],
      "Compiling a campaign needs what campaigns are made of; of a log only the shape of its columns, to say what is missing.",
    ),
    room(
      "attack",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/schema/",
        "^src/documents/",
        "^src/campaigns/(design|column-name|read-moment)\\.ts$",
        "^src/modes/contract\\.ts$",
        "^src/engine/screen/match\\.ts$",
        COMPILED_CAMPAIGN,
      ],
      "An attacker is read like a campaign and knows what campaigns give; never how they are read.",
    ),
    room(
      "raid",
      [
        "^src/domain/",
        "^src/engine/",
        "^src/replay/",
        "^src/attack/",
        "^src/simulation/(collect-warnings|count-rows)\\.ts$",
        "^src/version\\.ts$",
        "^src/report/document\\.ts$",
        "^src/transactions/(add-rows|join-identities)\\.ts$",
        LOADED,
        COMPILED_CAMPAIGN,
        COLUMNS,
      ],
      "A raid puts attackers beside a log that is read, in the replay that everybody uses: it reads nothing and decides nothing for them.",
    ),
    room(
      "tune",
      [
        "^src/domain/",
        "^src/schema/",
        "^src/documents/source\\.ts$",
        "^src/campaigns/(json-schema|load-campaigns)\\.ts$",
        "^src/forecast/forecast-document\\.ts$",
        "^src/simulation/request\\.ts$",
        COMPILED_CAMPAIGN,
      ],
      "A search edits campaign files and reads forecasts; how a forecast is made is not its business, so that it can be tested with a formula.",
    ),
    room(
      "forecast",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/engine/",
        "^src/sharing/",
        "^src/campaigns/(behaviour|design)\\.ts$",
        "^src/simulation/(read-inputs|request)\\.ts$",
        "^src/version\\.ts$",
        "^src/report/(document\\.ts$|csv/)",
        "^src/tally/exact-ratio\\.ts$",
        COMPILED_CAMPAIGN,
        COLUMNS,
        CONTRACTS,
      ],
      "Runs of a forecast are replays of a log that is read: who comes may change, the engine and its rules never.",
    ),
    room(
      "compare",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/documents/(document-file|read-documents|tree)\\.ts$",
        "^src/engine/(outcome|engine|till|refunder|refusals)\\.ts$",
        "^src/replay/",
        "^src/sharing/",
        "^src/tally/(campaign-figures|totals)\\.ts$",
        "^src/report/(document\\.ts$|csv/)",
        COMPILED_CAMPAIGN,
        COLUMNS,
      ],
      "A comparison is two replays of one log that is read, seen side by side: it decides nothing for them.",
    ),
    room(
      "check",
      [
        "^src/domain/",
        "^src/schema/",
        "^src/documents/",
        "^src/replay/",
        "^src/simulate\\.ts$",
        "^src/simulation/(at-once|collect-warnings|input-digests|read-inputs|request|simulate-options)\\.ts$",
        "^src/forecast\\.ts$",
        "^src/forecast/(forecast-document|parse-day|estimate-rows)\\.ts$",
        "^src/tune/(parse-target|read-figure|target)\\.ts$",
        "^src/compare/figures\\.ts$",
        "^src/campaigns/(columns-needed|parse-moment)\\.ts$",
        "^src/report/document\\.ts$",
        OUTCOMES,
        COMPILED_CAMPAIGN,
        COLUMNS,
      ],
      "A suite says what should come of the pipelines that everybody uses: it replays nothing in a way of its own.",
    ),
    room(
      "explain",
      [
        "^src/domain/",
        "^src/engine/",
        "^src/replay/",
        "^src/campaigns/campaign-schema\\.ts$",
        "^src/report/document\\.ts$",
        LOADED,
        COMPILED_CAMPAIGN,
        COLUMNS,
        CONTRACTS,
      ],
      "A story is told of the engine that everybody uses, and asserted against what it did: it decides nothing.",
    ),
    room(
      "settle",
      [
        "^src/domain/",
        "^src/tally/(contract|all-sponsors|cashback|day-key|exact-sums|key-index)\\.ts$",
        "^src/simulation/request\\.ts$",
        "^src/report/(document\\.ts$|csv/|files/contract\\.ts$)",
        OUTCOMES,
        COLUMNS,
      ],
      "A ledger is made of outcomes alone: it adds up what was decided, and is proved against a report that did the same by another way.",
    ),
    room("transactions", ["^src/domain/"], "Reading a log must not depend on the campaigns that it is read for."),
    room("generate", ["^src/domain/"], "A made-up log is text: it shares nothing with the code that reads logs."),
    room(
      "engine",
      ["^src/domain/", "^src/chance/", COMPILED_CAMPAIGN, COLUMNS, CONTRACTS],
      "The engine gets compiled campaigns and columns; it never reads a file, and will serve a checkout with one row.",
    ),
    room(
      "replay",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/engine/",
        "^src/tally/contract\\.ts$",
        COMPILED_CAMPAIGN,
        COLUMNS,
        CONTRACTS,
      ],
      "The replay drives the engine over time and tells tallies; what they do with it is not its business.",
    ),
    room(
      "sharing",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/engine/",
        "^src/replay/",
        "^src/report/(document|sharing-document)\\.ts$",
        "^src/campaigns/behaviour\\.ts$",
        COMPILED_CAMPAIGN,
        COLUMNS,
      ],
      "Friends act beside a log that is read, in the replay that everybody uses: they get what the engine gives them.",
    ),
    room(
      "live",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/engine/",
        "^src/campaigns/(campaign|columns-needed)\\.ts$",
        "^src/simulation/(read-inputs|request|simulate-options)\\.ts$",
        "^src/transactions/(columns|column-named|growing-arrays|parse-timestamp)\\.ts$",
      ],
      "A checkout service asks the engine itself: nothing of logs, tallies and reports comes along.",
    ),
    room(
      "tally",
      ["^src/domain/", "^src/chance/", OUTCOMES, COMPILED_CAMPAIGN, COLUMNS, CONTRACTS],
      "A tally sees outcomes, never how they came about.",
    ),
    room(
      "detect",
      [
        "^src/domain/",
        "^src/chance/",
        "^src/tally/(contract|key-index)\\.ts$",
        OUTCOMES,
        COMPILED_CAMPAIGN,
        COLUMNS,
        CONTRACTS,
      ],
      "Detection sees outcomes like a tally, and asks what honest customers and the design would have done; it knows neither engine nor report.",
    ),
    room(
      "report",
      [
        "^src/domain/",
        OUTCOMES,
        COMPILED_CAMPAIGN,
        COLUMNS,
        TALLY_TYPES,
        "^src/detect/findings\\.ts$",
        "^src/replay/checkout/checkout-figures\\.ts$",
      ],
      "A report is made from a document and the tallies' figures alone, so that every format says the same.",
    ),
    room(
      "attack/exact",
      ["^src/domain/", "^src/chance/"],
      "The mathematics of an attack is a function of a law and a few numbers: it can be read, and checked, without knowing campaigns.",
    ),
    variants(
      "modes",
      "src/modes",
      ["^src/modes/(tiers|shares|free-order-picks|free-order-pick-leaf|most-values|law-of-rule|plain-checkout)\\.ts$"],
      "A mode is one file and one line in the registry: it can be removed without touching another.",
    ),
    variants(
      "conditions",
      "src/conditions",
      ["^src/conditions/recent-payments\\.ts$"],
      "A kind of eligibility is one file and one line in the registry: it can be removed without touching another.",
    ),
    variants(
      "attackers",
      "src/attack/kinds",
      [],
      "A kind of attacker is one file and one line in the registry: it can be removed without touching another.",
    ),
    variants(
      "defences",
      "src/attack/defences",
      ["^src/attack/defences/(add-limit|covers|person|cheapest-effective|defended-set|parse-gate|plan-defences)\\.ts$"],
      "A defence, or a family of them, is one file and a line in the registry: it can be removed without touching another.",
    ),
    room(
      "simulation",
      ["^src/(?!cli/|generate/)"],
      "The one place that knows all stages of a replay; a made-up log is read like any other.",
    ),
    {
      name: "variants-tallies",
      comment: "A tally answers one question from the outcomes alone: it can be removed without touching another.",
      severity: "error",
      from: { path: "^src/tally/", pathNot: ["^src/tally/replay-tallies\\.ts$"] },
      to: {
        path: "^src/tally/",
        pathNot: [
          "^src/tally/(contract|all-sponsors|amount-counter|amount-counts|chi-square-fit|day-key|draw-kinds|exact-ratio|exact-sums|expected-counts|histogram|key-index|number-list|summarize-amounts|summarize-sums)\\.ts$",
        ],
      },
    },
    variants(
      "signals",
      "src/detect/signals",
      [],
      "A signal of abuse is one file and one line in the registry: it can be removed without touching another.",
    ),
    variants(
      "sections",
      "src/report/sections",
      [],
      "A section of the report answers one question; sections are put together by their registry alone.",
    ),
    variants(
      "output-files",
      "src/report/files",
      [],
      "An output file is one file and one line in the registry: it can be removed without touching another.",
    ),
    variants(
      "commands",
      "src/cli/commands",
      [],
      "A command is one file and one line in the registry; what two commands share stands beside the folder, not in it.",
    ),
    {
      name: "only-the-cli-touches-the-machine",
      comment:
        "Files, the terminal, the environment and the clock come in through src/cli/host.ts, so that everything else gives the same answer everywhere.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/cli/"] },
      to: {
        dependencyTypes: ["core"],
        pathNot: ["^(node:)?(zlib|crypto|stream|buffer)(/|$)"],
      },
    },
    {
      name: "host-alone-reads-files",
      comment: "Commands ask the host, so that a test can put another in its place.",
      severity: "error",
      from: { path: "^src/cli/", pathNot: ["^src/cli/host\\.ts$"] },
      to: { dependencyTypes: ["core"], pathNot: ["^(node:)?path$"] },
    },
    {
      name: "no-os",
      comment:
        "The same bytes come out on every machine: nothing may ask which one it is. The host says how many threads it bears, which changes speed alone.",
      severity: "error",
      from: { path: "^(src|bin)/", pathNot: ["^src/cli/host\\.ts$"] },
      to: { path: "^(node:)?os$" },
    },
    {
      name: "commander-in-the-cli",
      comment: "The library has no command line.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/cli/"] },
      to: { path: "node_modules/commander/" },
    },
    {
      name: "chalk-in-the-text-report",
      comment: "Colours belong to the text report, which is told whether it may use them.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/(report|cli)/"] },
      to: { path: "node_modules/chalk/" },
    },
    {
      name: "nobody-imports-the-cli",
      comment: "The command line is a caller of the library, never the other way round.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/cli/"] },
      to: { path: "^src/cli/" },
    },
  ],
  options: {
    doNotFollow: { path: "(node_modules|^dist)/" },

    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".js"],
    },
  },
};
