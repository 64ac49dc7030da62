// Primary data share and data quality ratings by the Methodology's and the How-to Guide's own figures.
import assert from "node:assert/strict";
import test from "node:test";
import {
  dataQualityRating,
  geographicalRating,
  type Indicator,
  primaryDataShare,
  shareOfPart,
  technologicalRating,
  temporalRating,
} from "../../src/rules/pcf/data-quality.ts";
import { byHand, desk, near } from "./steps.ts";

function parts(pairs: readonly (readonly [pcf: number, value: number | null])[]) {
  const { ledger, input } = desk();
  return { ledger, list: pairs.map(([pcf, value], i) => ({ id: `part${i}`, pcf: input(pcf), value })) };
}

function share(...pairs: (readonly [number, number | null])[]) {
  const { ledger, list } = parts(pairs);
  const step = primaryDataShare(ledger, "product", list);
  if (step.value !== null) assert.ok(Math.abs(byHand(ledger, step) - step.value) < 1e-9);
  return step;
}

test("primary data share: 30.02 % of 4290 (PACT Methodology v3, 4.2.2; the draft prints 100 for 1000)", () => {
  near(share([800, 36], [2400, 0], [90, 0], [1000, 100]), 30.02, 0.005);
});

test("primary data share: 75, 25, 50, 100 % on 10, 25, 50, 15 are 53.75 (Catena-X Rulebook, printed 54 %)", () => {
  near(share([10, 75], [25, 25], [50, 50], [15, 100]), 53.75);
});

test("a removal weighs by its size; an unknown share is 0 % and says so; nothing to weigh is no share", () => {
  near(share([-50, 100], [50, 0]), 50);
  near(share([50, null], [50, 100]), 50);
  assert.equal(share([0, 100]).value, null);
  const { ledger, list } = parts([[1, null]]);
  primaryDataShare(ledger, "product", list);
  assert.equal(ledger.get("product/primaryDataShare/part0").assumption, "primaryDataShareUnknown");
});

test("a part is primary only with primary activity data and a primary factor", () => {
  assert.equal(shareOfPart({ activityIsPrimary: true, factorIsPrimary: true }), 100);
  assert.equal(shareOfPart({ activityIsPrimary: true, factorIsPrimary: false }), 0);
  assert.equal(shareOfPart({ activityIsPrimary: false, factorIsPrimary: true }), 0);
});

test("ratings with weights 25, 30, 45: technology 1.55, time 2.65, geography 2.45 (PACT Methodology v3, 4.2.3)", () => {
  const rated = (indicator: Indicator, values: readonly (number | null)[]) => {
    const { ledger, list } = parts([25, 30, 45].map((weight, i) => [weight, values[i] ?? null] as const));
    return dataQualityRating(ledger, "product", indicator, list);
  };
  near(rated("technologicalDQR", [2, 2, 1]), 1.55);
  near(rated("temporalDQR", [1, 5, 2]), 2.65);
  near(rated("geographicalDQR", [2, 2, 3]), 2.45);
  near(rated("geographicalDQR", [2, 2, null]), 0.55 * 2 + 0.45 * 5);
});

test("the temporal rating turns after 366, 731, 1096 and 1461 days", () => {
  const end = Date.parse("2025-01-01T00:00:00Z");
  const rating = (days: number): number => temporalRating(new Date(end - days * 86_400_000).toISOString(), "2025-01-01T00:00:00Z");
  assert.deepEqual([0, 366, 367, 731, 732, 1096, 1097, 1461, 1462, 5000].map(rating), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  assert.deepEqual([rating(-366), rating(-367)], [1, 2]);
  assert.equal(temporalRating(null, "2025-01-01"), 5);
});

test("technology and geography: 1 is best, 5 unknown; secondary data never better than 3", () => {
  const technologies = ["plant", "company", "sameTechnology", "proxy", "unknown"] as const;
  assert.deepEqual(
    technologies.map((one) => technologicalRating(one, true)),
    [1, 2, 3, 4, 5],
  );
  assert.deepEqual(
    technologies.map((one) => technologicalRating(one, false)),
    [3, 3, 3, 4, 5],
  );
  const areas = ["subdivision", "country", "region", "global", "unknown"] as const;
  assert.deepEqual(
    areas.map((one) => geographicalRating(one, true)),
    [1, 2, 3, 4, 5],
  );
  assert.equal(geographicalRating("country", false), 5);
});
