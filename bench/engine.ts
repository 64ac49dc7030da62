// Times the engine on a synthetic product system of 20,000 activities, beside SciPy on the same system where it is installed (PYTHON names the interpreter); then Monte Carlo and changes in a network of suppliers.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SparseColumns } from "../src/engine/shares.ts";
import { type Solution, type System, solve } from "../src/engine/solve.ts";
import { monteCarloBench } from "./monte-carlo.ts";
import { activities, synthetic } from "./product-system.ts";

const workloads = [
  { radius: 0.8, boundMs: 50 },
  { radius: 0.93, boundMs: 150 },
  { radius: 0.99, boundMs: 500 },
];

const peerScript = `
import os, sys, time
os.environ["OPENBLAS_NUM_THREADS"] = "1"
try:
    import numpy as np, scipy.sparse as sp
    from scipy.sparse.linalg import gmres, LinearOperator
except ImportError:
    print("peer not installed"); sys.exit()
n = int(sys.argv[2])
read = lambda name, kind: np.fromfile(sys.argv[1] + "/" + name, dtype=kind)
T = sp.csc_matrix((read("value", "f8"), read("row", "i4"), read("start", "i4")), shape=(n, n))
A = (sp.identity(n, format="csr") - T.tocsr())
inverse = 1 / A.diagonal()
M = LinearOperator((n, n), matvec=lambda x: x * inverse)
f = np.zeros(n); f[int(sys.argv[3])] = 1
times = []
for _ in range(5):
    t = time.perf_counter()
    x, info = gmres(A, f, rtol=1e-8, atol=0, restart=20, maxiter=1000, M=M)
    times.append(time.perf_counter() - t)
print(sorted(times)[2] * 1000, info, repr(float(read("direct", "f8") @ x)))
`;

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

function timed(system: System, runs: number): { ms: number; value: Solution } {
  const times: number[] = [];
  let value: Solution | undefined;
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    const answer = solve(system);
    times.push(performance.now() - begin);
    value = answer.value;
    if (value === undefined) throw new Error(JSON.stringify(answer.problems));
  }
  return { ms: median(times), value: value! };
}

function peer(shares: SparseColumns, direct: Float64Array, product: number): { ms: number; score: number } | undefined {
  const folder = mkdtempSync(join(tmpdir(), "ENGINE_BENCH-"));
  try {
    for (const [name, list] of Object.entries({ start: shares.start, row: shares.row, value: shares.value, direct }))
      writeFileSync(join(folder, name), list);
    const python = process.env.PYTHON ?? "python3";
    const out = execFileSync(python, ["-c", peerScript, folder, String(shares.count), String(product)], { encoding: "utf8" }).trim();
    if (out.startsWith("peer")) return undefined;
    const [ms, , score] = out.split(" ").map(Number);
    return { ms: ms!, score: score! };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function worstBound({ scores, bound }: Solution): number {
  let worst = 0;
  bound?.at(0)?.forEach((size, j) => {
    if (scores[0]![j] !== 0) worst = Math.max(worst, size / Math.abs(scores[0]![j]!));
  });
  return worst;
}

function radiusRow(
  shares: SparseColumns,
  direct: Float64Array,
  order: Solution["order"],
  { radius, boundMs }: (typeof workloads)[number],
): void {
  timed({ shares, direct: [direct], order }, 25);
  const scores = timed({ shares, direct: [direct], order, certify: false }, 25);
  const certified = timed({ shares, direct: [direct], order }, 25);
  const ok = scores.ms < boundMs ? "ok" : "MISSED";
  console.log(
    `radius ${radius}: all scores ${scores.ms.toFixed(1)} ms (bound ${boundMs} ms: ${ok}), certificate ${(certified.ms - scores.ms).toFixed(1)} ms more, max bound/|score| ${worstBound(certified.value).toExponential(1)}`,
  );
  const product = activities - 1;
  const other = peer(shares, direct, product);
  if (other === undefined) console.log("  peer not installed");
  else {
    const gap = Math.abs(other.score / certified.value.scores[0]![product]! - 1);
    console.log(
      `  SciPy GMRES+Jacobi, one product at 1e-8: ${other.ms.toFixed(1)} ms; ratio ours/peer ${(scores.ms / other.ms).toFixed(2)} for ${activities} products against one; they agree to ${gap.toExponential(1)}`,
    );
  }
}

async function bench(): Promise<void> {
  const made = synthetic();
  const { shares, natural, direct } = made;
  const { order } = timed({ shares, direct: [], certify: false }, 1).value;
  const largest = order.components.reduce((most, end, b) => Math.max(most, b === 0 ? 0 : end - order.components[b - 1]!), 0);
  console.log(
    `${activities} activities, ${(shares.row.length / activities).toFixed(1)} exchanges a column, largest component ${((100 * largest) / activities).toFixed(0)} %, natural radius ${natural.toFixed(4)}`,
  );
  for (const workload of workloads) radiusRow(made.at(workload.radius), direct, order, workload);
  const sixteen = timed({ shares: made.at(0.8), direct: made.sixteen, order }, 3);
  console.log(
    `16 indicators at radius 0.8, certified: ${sixteen.ms.toFixed(0)} ms (bound 1000 ms: ${sixteen.ms < 1000 ? "ok" : "MISSED"})`,
  );
  await monteCarloBench(made);
  const suppliers = spawnSync(process.execPath, [join(import.meta.dirname, "suppliers.ts")], { stdio: "inherit" });
  if (suppliers.status !== 0) console.log("the supplier network did not come to its end");
}

await bench();
