// Small trees, each with the faults that one rule must find in it, and beside them the near misses that it must let pass.

export type Seed = {
  rule: string;
  files: Record<string, string>;
  /** Where the rule must find a fault, as path:line, and nowhere else. */
  faults: string[];
};

/** A function of so many lines, its first and last counted. */
const functionOf = (lines: number): string => `export function long(): number {\n${"  // }\n".repeat(lines - 3)}  return 1;\n}\n`;

const HEADER = '"act": "(EU) 2023/956", "unit": "tCO2e/t", "validFrom": "2026-01-01", "status": "in force", "source": "OJ L"';

export const SEEDS: readonly Seed[] = [
  {
    rule: "knownRooms",
    files: { "src/kitchen/pot.ts": "export const a = 1;", "src/loose.ts": "", "src/base/a.ts": "" },
    faults: ["src/kitchen/pot.ts:1", "src/loose.ts:1"],
  },
  {
    rule: "roomImports",
    files: {
      "src/base/a.ts":
        'import type { B } from "../model/b.ts";\nimport "./missing.ts";\nimport "../base";\nimport { h } from "../../test/h.ts";',
      "src/base/fine.ts": "export const a = 1;",
      "src/model/b.ts": 'import { a } from "../base/fine.ts";\nimport "./c.ts";\nexport type B = typeof a;',
      "src/model/c.ts":
        'export { x } from "../store/x.ts";\nexport const later = () => import("../acts/y.ts");\ntype Z = import("../acts/y.ts").Y;',
      "src/store/x.ts": "export const x = 1;",
      "src/acts/y.ts": 'import { x } from "../store/x.ts";\nexport type Y = typeof x;',
      "src/web/verify-worker.ts": 'import { r } from "../calc/r.ts";',
      "src/web/page.ts": 'import { r } from "../calc/r.ts";',
      "src/calc/r.ts": "export const r = 1;",
      "src/main/start.ts": 'import { x } from "../store/x.ts";',
      "test/h.ts": 'import { x } from "../src/store/x.ts";\nexport const h = x;',
    },
    faults: [
      "src/base/a.ts:1",
      "src/base/a.ts:2",
      "src/base/a.ts:3",
      "src/base/a.ts:4",
      "src/model/c.ts:1",
      "src/model/c.ts:2",
      "src/model/c.ts:3",
      "src/web/page.ts:1",
    ],
  },
  {
    rule: "packageImports",
    files: {
      "src/base/a.ts": 'import { sha256 } from "@noble/hashes/sha2.js";\nimport z from "zod";',
      "src/base/a.test.ts": 'import fc from "fast-check";\nimport test from "node:test";\nimport _ from "lodash";',
      "src/engine/e.ts": 'import type { X } from "fflate";',
      "src/server/s.ts": 'import swagger from "@fastify/swagger";\nimport express from "express";',
      "src/main/m.ts": 'import anything from "anything";',
    },
    faults: ["src/base/a.test.ts:3", "src/base/a.ts:2", "src/engine/e.ts:1", "src/server/s.ts:2"],
  },
  {
    rule: "importCycles",
    files: {
      "src/model/a.ts": 'import { b } from "./b.ts";\nexport type A = typeof b;',
      "src/model/b.ts": 'import { c } from "./c.ts";\nexport const b = c;',
      "src/model/c.ts": '\n\nimport type { A } from "./a.ts";\nexport const c: A | 1 = 1;',
      "src/model/d.ts": 'import "./b.ts";\nimport "./c.ts";',
      "src/model/self.ts": 'import "./self.ts";',
    },
    faults: ["src/model/c.ts:3", "src/model/self.ts:1"],
  },
  {
    rule: "purity",
    files: {
      "src/calc/clock.ts":
        "export const a = Date.now();\nexport const b = new Date();\nexport const c = Date();\nexport const d = performance.now();",
      "src/rules/cbam/luck.ts":
        "export const a = Math.random();\nexport const b = crypto.randomUUID();\nexport const c = globalThis.crypto;",
      "src/model/io.ts":
        'import { readFileSync } from "node:fs";\nexport const a = process.env.A;\nfetch("x");\nsetTimeout(() => 1);\nexport const b = import.meta.dirname;\nconsole.log(1);\nexport const o = { fetch };',
      "src/acts/place.ts": 'export const a = "a".localeCompare("b");\nexport const b = new Date(0).getHours();\nconst { random } = Math;',
      "src/model/fine.ts": `import type { process as P } from "./io.ts";
// Date.now() in a comment, process.env too
export const text = "new Date() and Math.random()" + \`fetch(\${1})\`;
export const at = new Date(0).toISOString() + Date.UTC(2026, 1, 1) + new Date("2026-01-01").getUTCDay();
export function share(process: { fetch: number; document?: string }): number { return process.fetch + Math.max(1, 2); }
export const each = [1].map((location) => ({ location, process: location, window: 1 }));
export type Process = { process: string; crypto: Date };`,
      "src/model/fine.test.ts": 'import test from "node:test";\ntest("x", () => Date.now());',
      "src/store/clock.ts": 'import "node:fs";\nexport const now = () => Date.now();',
    },
    faults: [
      "src/acts/place.ts:1",
      "src/acts/place.ts:2",
      "src/acts/place.ts:3",
      "src/calc/clock.ts:1",
      "src/calc/clock.ts:2",
      "src/calc/clock.ts:3",
      "src/calc/clock.ts:4",
      "src/model/io.ts:1",
      "src/model/io.ts:2",
      "src/model/io.ts:3",
      "src/model/io.ts:4",
      "src/model/io.ts:5",
      "src/model/io.ts:6",
      "src/model/io.ts:7",
      "src/rules/cbam/luck.ts:1",
      "src/rules/cbam/luck.ts:2",
      "src/rules/cbam/luck.ts:3",
    ],
  },
  {
    rule: "powersInRules",
    files: {
      "src/rules/cbam/steel.ts":
        'export const a = Math.exp(1);\nexport const b = 2 ** 3;\nlet c = 1;\nc **= 2;\nexport const d = Math["log"](c);\nconst { pow } = Math;',
      "src/rules/cbam/fine.ts": "/** a ** b */\nexport const a = Math.min(1, Math.abs(2)) + Math.sqrt(4);",
      "src/rules/cbam/steel.test.ts": "export const a = 2 ** 3;",
      "src/engine/e.ts": "export const a = Math.log(2) ** 2;",
    },
    faults: [
      "src/rules/cbam/steel.ts:1",
      "src/rules/cbam/steel.ts:2",
      "src/rules/cbam/steel.ts:4",
      "src/rules/cbam/steel.ts:5",
      "src/rules/cbam/steel.ts:6",
    ],
  },
  {
    rule: "anyTypes",
    files: {
      "src/base/a.ts":
        "export const a: any = 1;\nexport const b = a as any;\nexport type C = Record<string, any>;\nexport const any = 'any as any';",
      "test/a.test.ts": "const a: any[] = [];",
    },
    faults: ["src/base/a.ts:1", "src/base/a.ts:2", "src/base/a.ts:3", "test/a.test.ts:1"],
  },
  {
    rule: "onlyTests",
    files: {
      "src/base/a.test.ts":
        'test.only("a", () => {});\ntest("b", { only: true }, () => {});\ntest("only", () => {});\ntest("c", { only: false }, () => {});',
      "src/base/a.ts": "export const a = { only: true };",
    },
    faults: ["src/base/a.test.ts:1", "src/base/a.test.ts:2"],
  },
  {
    rule: "longFiles",
    files: {
      "src/base/long.ts": "// line\n".repeat(601),
      "src/base/fits.ts": "// line\n".repeat(600),
      "src/base/table.ts": `export const rows = [\n${"  1,\n".repeat(900)}] as const;\n`,
      "src/base/no-table.ts": `export const steps = [\n${"  () => 1,\n".repeat(900)}];\n`,
      "src/base/long.test.ts": "// line\n".repeat(900),
    },
    faults: ["src/base/long.ts:1", "src/base/no-table.ts:1"],
  },
  {
    rule: "longFunctions",
    files: {
      "src/base/function.ts": functionOf(71),
      "src/base/fits.ts": functionOf(70),
      "src/base/arrow.ts": `const a = /[{"]/;\nexport const f = (): string => {\n${"  // line\n".repeat(69)}  return \`}\${a}\`;\n};\n`,
      "src/base/method.ts": `export const o = {\n  m() {\n${"    // line\n".repeat(69)}  },\n};\n`,
      "src/base/function.test.ts": functionOf(90),
    },
    faults: ["src/base/arrow.ts:2", "src/base/function.ts:1", "src/base/method.ts:2"],
  },
  {
    rule: "valuesHeaders",
    files: {
      "src/rules/cbam/values/fine.json": `{ "header": { ${HEADER} }, "rows": [] }`,
      "src/rules/cbam/values/no-header.json": '{ "rows": [] }',
      "src/rules/pcf/values/no-source.json": `{ "header": { ${HEADER.replace('"OJ L"', '""')} } }`,
      "src/rules/pcf/values/bad-date.json": `{ "header": { ${HEADER.replace("2026-01-01", "2026")} } }`,
      "src/rules/pcf/values/broken.json": "{",
    },
    faults: [
      ...Array(5).fill("src/rules/cbam/values/no-header.json:1"),
      "src/rules/pcf/values/bad-date.json:1",
      ...Array(5).fill("src/rules/pcf/values/broken.json:1"),
      "src/rules/pcf/values/no-source.json:1",
    ],
  },
  {
    rule: "roomNames",
    files: { "src/utils/a.ts": "", "src/model/types/a.ts": "", "test/helpers/a.ts": "", "src/model/types.ts": "" },
    faults: ["src/model/types/a.ts:1", "src/utils/a.ts:1", "test/helpers/a.ts:1"],
  },
  {
    rule: "defaultExports",
    files: {
      "src/base/a.ts": "\nexport default function a() {}",
      "src/base/b.ts": "const b = 1;\nexport default b;",
      "src/base/c.ts": "const c = 1;\nexport { c as default };",
      "vite.config.ts": "export default {};",
    },
    faults: ["src/base/a.ts:2", "src/base/b.ts:2", "src/base/c.ts:2"],
  },
  {
    rule: "barrels",
    files: {
      "src/base/index.ts": "export const a = 1;",
      "src/base/all.ts": 'export * from "./a.ts";\nexport { b } from "./b.ts";',
      "src/base/fine.ts": 'export { b } from "./b.ts";\nexport const c = 1;',
    },
    faults: ["src/base/all.ts:1", "src/base/index.ts:1"],
  },
  {
    rule: "deadExports",
    files: {
      "src/base/a.ts":
        "export const used = 1;\nexport const dead = used;\nexport type Serves = 1;\nexport type Dead = 2;\nexport function f(): Serves { return 1; }\nexport const tested = 1;",
      "src/base/b.ts": 'import { used, f as g } from "./a.ts";\nconst b = used + g();\nexport { b };',
      "src/base/whole.ts": "export const x = 1;\nexport const y = 2;",
      "src/base/a.test.ts": 'import { tested } from "./a.ts";\nimport * as whole from "./whole.ts";\nexport const t = [tested, whole];',
      "src/main/start.ts": "export const entry = 1;",
    },
    faults: ["src/base/a.ts:2", "src/base/a.ts:4", "src/base/b.ts:3"],
  },
  {
    rule: "undatedNotes",
    files: {
      "src/base/a.ts": "// TODO: later\n// FIXME(kim): soon\n// TODO(kim, 2026-11-22): read Annex IV\nexport const a = { todo: 1 };",
      "docs/A.md": "TODO write",
    },
    faults: ["docs/A.md:1", "src/base/a.ts:1", "src/base/a.ts:2"],
  },
  {
    rule: "machinePaths",
    files: {
      "docs/A.md": "see /work/notes.md\nsee https://example.org/work/a and src/work/b\nin /root/x\nin C:\\Users\\kim\nin ~/work/a",
      "package-lock.json": '{ "resolved": "https://registry.npmjs.org/zod" }',
      "src/base/a.ts": "<<<<<<< ours\nexport const a = 1;",
    },
    faults: ["docs/A.md:1", "docs/A.md:3", "docs/A.md:4", "package-lock.json:1", "src/base/a.ts:1"],
  },
  {
    rule: "assistantWords",
    files: {
      "src/base/a.ts": "// As an AI, I wrote this\n// Claude did\n// an assistant's proposal, claudetite, the user enters a date",
      "docs/A.md": "Co-Authored-By: x\nI hope this helps!",
    },
    faults: ["docs/A.md:1", "docs/A.md:2", "src/base/a.ts:1", "src/base/a.ts:2"],
  },
];
