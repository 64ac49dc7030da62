// The main job as a user runs it: whole processes, beside LibreOffice in the same run. node bench/calculate.ts [WORKBOOK]
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { middle, office, type Run, row, sandan } from "./processes.ts";

const root = join(import.meta.dirname, "..");
const workbook =
  process.argv[2] ?? join(root, "..", "shared", "data", "cbam", "template", "communication-template-v2.1-example-steel-blast-furnace.xlsx");
const scratch = mkdtempSync(join(tmpdir(), "sandan-bench-"));
const calculate = (file: string): Run => sandan("calculate", file, "--format", "csv", "--out", join(scratch, "out.csv"));

/** An installation of many processes that pass goods on, forwards and in cycles; seeded. */
function plant(count: number): object {
  let state = 1;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const processes = Array.from({ length: count }, (_, i) => ({
    id: `p${i}`,
    name: `process ${i}`,
    category: i % 3 === 0 ? "crudeSteel" : "ironOrSteelProducts",
    production: [{ amount: "10000 t" }],
    directEmissions: `${Math.round(random() * 20000)} tCO2e`,
    electricity: [{ amount: `${Math.round(random() * 9000)} MWh`, emissionFactor: "0.4173 tCO2e/MWh", method: "D.4(b)" }],
  }));
  const transfers = processes.flatMap(({ id }) =>
    Array.from({ length: 4 }, () => ({
      from: id,
      to: `p${Math.floor(random() * count)}`,
      amount: `${Math.round(random() * 2000)} t`,
    })).filter((t) => t.to !== id),
  );
  return {
    format: "sandan.case/1",
    period: { start: "2025-01-01", end: "2025-12-31" },
    installation: { name: "bench" },
    processes,
    transfers,
  };
}

if (existsSync(workbook)) {
  const ours = middle(() => calculate(workbook));
  console.log(row(`workbook of ${(statSync(workbook).size / 1e6).toFixed(1)} MB, whole process`, ours));
  const peer = office(scratch, "csv", workbook);
  if (peer.ok) console.log(`${row("LibreOffice, open and convert", peer)}; ratio ${(ours.seconds / peer.seconds).toFixed(3)} (bound 0.25)`);
  else console.log("peer not installed: LibreOffice");
} else console.log(`no workbook at ${workbook}`);

const large = join(scratch, "large.json");
writeFileSync(large, JSON.stringify(plant(2000)));
const big = middle(() => calculate(large));
const small = middle(() => calculate(join(root, "samples", "screws.json")));
console.log(
  `${row("2,000 processes, 8,000 transfers with cycles, whole process", big)}; ${(big.seconds - small.seconds).toFixed(2)} s above the smallest case`,
);
rmSync(scratch, { recursive: true });
