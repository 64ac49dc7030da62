// Times the engine on a synthetic product system of 20,000 activities, beside SciPy on the same system where it is installed (PYTHON names the interpreter).

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Share, type SparseColumns, sharesFrom } from "../src/engine/shares.ts";
import { type Solution, type System, solve } from "../src/engine/solve.ts";

const activities = 20_000;
const seed = 20_260_101;
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

/** A seeded generator of numbers in [0, 1) (mulberry32). */
function numbers(from: number): () => number {
  let state = from | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Electricity: per region three generators feed high, medium and low voltage; high voltage is traded around in circles. */
function electricity(regions: number, random: () => number, add: (input: number, consumer: number, share: number) => void): void {
  const high = (region: number): number => ((region + regions) % regions) * 6 + 3;
  for (let region = 0; region < regions; region++) {
    const first = region * 6;
    const imports = 0.1 + 0.3 * random();
    for (let g = 0; g < 3; g++) add(first + g, first + 3, (1 - imports) / 3);
    add(high(region + 1), first + 3, imports / 2);
    add(high(region - 1), first + 3, imports / 4);
    add(high(Math.floor(random() * regions)), first + 3, imports / 4);
    add(first + 3, first + 4, 1.01);
    add(first + 4, first + 5, 1.03);
    add(first + 5, first + 5, 0.02);
  }
}

/** Commodities by level: each a market whose shares sum to one and a lognormal count of producers; the answer is their markets. */
function commodities(
  from: number,
  random: () => number,
  add: (input: number, consumer: number, share: number) => void,
): { markets: number[]; producers: number[][] } {
  const markets: number[] = [];
  const producers: number[][] = [];
  for (let next = from; next < activities; ) {
    const wanted = Math.min(400, 1 + Math.floor(Math.exp(1.1 + 0.9 * normal(random))));
    const count = Math.min(wanted, activities - next - 1);
    if (count < 1) break;
    const sizes = Array.from({ length: count }, () => Math.exp(normal(random)));
    const whole = sizes.reduce((a, b) => a + b, 0);
    sizes.forEach((size, k) => {
      add(next + 1 + k, next, size / whole);
    });
    markets.push(next);
    producers.push(sizes.map((_, k) => next + 1 + k));
    next += count + 1;
  }
  return { markets, producers };
}

/** Units of one product differ from those of another by up to a million; generators and producers take from lower levels, hubs and, in the lower part, from anywhere. */
function generate(): { entries: Share[]; direct: Float64Array } {
  const random = numbers(seed);
  const regions = 100;
  const entries: Share[] = [];
  const unit = Float64Array.from({ length: activities }, () => 10 ** Math.floor(random() * 7 - 3));
  const add = (input: number, consumer: number, share: number): void => {
    entries.push({ input, consumer, share: (share * unit[consumer]!) / unit[input]! });
  };
  electricity(regions, random, add);
  const { markets, producers } = commodities(regions * 6, random, add);
  const loopEnd = Math.floor(markets.length * 0.6);
  const hub = (): number => markets[Math.min(loopEnd - 1, Math.floor(1 / (random() + 1 / 400)))]!;
  const inputFor = (level: number): number => {
    if (random() < 0.3) return hub();
    if (level < loopEnd && random() < 0.1) return markets[Math.floor(random() * loopEnd)]!;
    return markets[Math.max(0, level - 1 - Math.floor(random() * random() * (level + 1)))]!;
  };
  const need = (consumer: number, level: number): void => {
    add(Math.floor(random() * regions) * 6 + 4 + Math.floor(random() * 2), consumer, 0.2 * random());
    const count = 8 + Math.floor(random() * 14);
    for (let k = 0; k < count; k++) add(inputFor(level), consumer, (0.6 * random() ** 3) / count);
  };
  for (let g = 0; g < regions * 6; g++) if (g % 6 < 3) need(g, Math.floor(random() * loopEnd));
  producers.forEach((list, level) => {
    for (const producer of list) need(producer, level);
  });
  const direct = Float64Array.from({ length: activities }, (_, j) => (random() < 0.7 ? Math.exp(normal(random)) * unit[j]! : 0));
  return { entries, direct };
}

/** The spectral radius of T with self-use divided out, by power steps on x + T^T x in the units of x. */
function radiusOf({ count, start, row, value }: SparseColumns): number {
  let x = new Float64Array(count).fill(1);
  let radius = 0;
  for (let round = 0; round < 3000; round++) {
    const y = new Float64Array(count);
    let most = 0;
    let top = 0;
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let e = start[j]!; e < start[j + 1]!; e++) sum += value[e]! * x[row[e]!]!;
      y[j] = x[j]! + sum;
      if (round > 0 && x[j]! > most) {
        most = x[j]!;
        top = j;
      }
    }
    const next = y[top]! / x[top]! - 1;
    if (round > 100 && Math.abs(next - radius) < 1e-10) return next;
    radius = next;
    const scale = 1 / Math.max(...y.subarray(0, 1000), y[top]!);
    x = y.map((size) => Math.max(size * scale, 1e-200));
  }
  return radius;
}

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

function bench(): void {
  const { entries, direct } = generate();
  const plain = sharesFrom(activities, entries);
  const natural = radiusOf(plain);
  const { value } = timed({ shares: plain, direct: [], certify: false }, 1);
  const { order } = value;
  const largest = order.components.reduce((most, end, b) => Math.max(most, b === 0 ? 0 : end - order.components[b - 1]!), 0);
  console.log(
    `${activities} activities, ${(plain.row.length / activities).toFixed(1)} exchanges a column, largest component ${((100 * largest) / activities).toFixed(0)} %, natural radius ${natural.toFixed(4)}`,
  );
  for (const { radius, boundMs } of workloads) {
    const shares = { ...plain, value: plain.value.map((share) => (share * radius) / natural) };
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
  const shares = { ...plain, value: plain.value.map((share) => (share * 0.8) / natural) };
  const sixteen = timed({ shares, direct: Array.from({ length: 16 }, () => direct), order }, 3);
  console.log(
    `16 indicators at radius 0.8, certified: ${sixteen.ms.toFixed(0)} ms (bound 1000 ms: ${sixteen.ms < 1000 ? "ok" : "MISSED"})`,
  );
}

bench();
