// What the bench of the server works on: organisations, periods and keys that are told by their numbers.
import { hashOf } from "../../src/base/canonical.ts";

export type Scale = { organisations: number; records: number };

/** Periods of an organisation; the last organisation has all of its records in one. */
const YEARS = [2021, 2022, 2023, 2024, 2025];

export const TARGETS = [
  { target: "streams/gas-melt/activity", unit: "t", total: 1520, label: "도시가스 제강" },
  { target: "streams/gas-mill/activity", unit: "t", total: 3460, label: "도시가스 압연" },
  { target: "streams/electrodes/activity", unit: "t", total: 285, label: "전극봉" },
  { target: "streams/carbon-powder/activity", unit: "t", total: 1480, label: "가탄제" },
  { target: "streams/scrap/activity", unit: "t", total: 131_000, label: "철스크랩" },
] as const;

const uuid = (space: number, i: number): string => `0000000${space}-0000-7000-8000-${i.toString(16).padStart(12, "0")}`;

export const PERSON = uuid(1, 1);
export const organisationId = (i: number): string => uuid(2, i);
export const installationId = (i: number): string => uuid(3, i);
const periodId = (i: number, year: number): string => uuid(4, i * 10_000 + year);
/** A period of the last organisation that holds the plant's records and no line. */
export const EMPTY_YEAR = 2026;

/** Secrets of the bench's own tokens: they open a database of invented figures. */
const secretOf = (i: number): string => `${"bench".repeat(8)}${String(i).padStart(3, "0")}`.slice(0, 43);
export const tokenId = (i: number): string => uuid(5, i);
export const tokenHash = (i: number): string => hashOf(secretOf(i));
export const tokenOf = (i: number): string => `sandan_${organisationId(i)}.${tokenId(i)}.${secretOf(i)}`;

export type Period = { id: string; year: number; lines: number };

/** The periods of an organisation with the lines of activity data that each has. */
export function periodsOf(i: number, { organisations, records }: Scale): Period[] {
  if (i === organisations - 1)
    return [
      { id: periodId(i, 2025), year: 2025, lines: records },
      { id: periodId(i, EMPTY_YEAR), year: EMPTY_YEAR, lines: 0 },
    ];
  return YEARS.map((year) => ({ id: periodId(i, year), year, lines: records / YEARS.length }));
}

export const lineKey = (n: number): string => `activities/line-${String(n).padStart(7, "0")}`;

/** The n-th line of a period: a delivery of one day. */
export function lineBody(n: number, { year, lines }: { year: number; lines: number }): Record<string, unknown> {
  const { target, unit, total, label } = TARGETS[n % TARGETS.length] as (typeof TARGETS)[number];
  const day = `${year}-${String(1 + (n % 12)).padStart(2, "0")}-${String(1 + (n % 28)).padStart(2, "0")}`;
  const value = Math.round((total * TARGETS.length * 1000) / Math.max(lines, 1)) / 1000;
  return { target, start: day, end: day, value, unit, label, partner: `거래처 ${n % 200} 주식회사`, document: `${year}-${n}` };
}
