// The table of rooms of the design: who may import whom, who is pure, and which npm packages a room has business with.

export type Room = {
  /** Rooms it may import besides itself; "all" for the entries. */
  rooms: readonly string[] | "all";
  /** No clock, no randomness, no I/O, no environment. */
  pure: boolean;
  /** npm packages it may import; "any" for the entries. */
  packages: readonly string[] | "any";
};

export const HOUSE: Readonly<Record<string, Room>> = {
  base: { rooms: [], pure: true, packages: ["@noble/hashes"] },
  model: { rooms: ["base"], pure: true, packages: ["zod"] },
  engine: { rooms: ["base"], pure: true, packages: [] },
  rules: { rooms: ["base", "model", "engine"], pure: true, packages: [] },
  formats: { rooms: ["base", "model"], pure: true, packages: ["fflate", "jsonc-parser", "qr", "zod"] },
  trust: {
    rooms: ["base", "model"],
    pure: true,
    packages: [
      "@noble/curves",
      "@noble/hashes",
      "fflate",
      "jose",
      "jsonld",
      "rdf-canonize",
      "@digitalbazaar/credentials-context",
      "@digitalbazaar/data-integrity-context",
      "@digitalbazaar/multikey-context",
      "@digitalbazaar/vc-bitstring-status-list-context",
    ],
  },
  calc: { rooms: ["base", "model", "engine", "rules", "formats", "trust"], pure: true, packages: [] },
  store: { rooms: ["base", "model"], pure: false, packages: ["aws4fetch", "kysely", "pg", "pg-boss", "pg-copy-streams"] },
  exchange: { rooms: ["base", "model", "formats", "trust"], pure: false, packages: [] },
  assist: { rooms: ["base", "model"], pure: false, packages: [] },
  acts: {
    rooms: ["base", "model", "engine", "rules", "formats", "trust", "calc", "store", "exchange", "assist"],
    pure: true,
    packages: ["zod"],
  },
  server: {
    rooms: ["base", "model", "acts"],
    pure: false,
    packages: ["fastify", "@fastify/*", "zod", "better-auth", "better-auth/*", "jose", "nodemailer", "prom-client", "kysely"],
  },
  cli: { rooms: ["base", "model", "formats", "calc", "acts"], pure: false, packages: [] },
  web: {
    rooms: ["base", "model"],
    pure: false,
    packages: [
      "react",
      "react-dom",
      "react-dom/*",
      "react-router",
      "react-router/*",
      "@tanstack/react-query",
      "react-aria-components",
      "@internationalized/date",
      "react-data-grid",
      "react-data-grid/*",
      "@xyflow/react",
      "@xyflow/react/*",
      "echarts",
      "pdfjs-dist",
      "pdfjs-dist/*",
      "qr",
      "@fontsource-variable/noto-sans-kr",
      "@fontsource-variable/noto-sans-kr/*",
    ],
  },
  main: { rooms: "all", pure: false, packages: "any" },
};

/** What single files may import beyond their room's row: the verifying worker of the web replays a package. */
export const BEYOND: readonly { file: RegExp; rooms: readonly string[] }[] = [{ file: /^src\/web\/[\w-]*worker\.ts$/, rooms: ["calc"] }];

/** npm packages that any test may import. */
export const TEST_PACKAGES: readonly string[] = ["fast-check"];

/** Files whose exports nobody need import: the entries and the configuration of tools. */
export const ENTRIES: readonly RegExp[] = [/^src\/main\//, /^src\/web\/main\.tsx$/, /worker\.ts$/, /\.config\.ts$/, /^(scripts|bench)\//];

/** The room of a path in src, e.g. "rules" for src/rules/cbam/steel.ts; undefined outside src. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** True for a file of tests, beside the code or in test/. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith("test/");
}
