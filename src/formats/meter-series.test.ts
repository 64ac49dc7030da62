// Series of a meter: conventions of midnight and dates, encodings, gaps, months; and a plant's year against sums made by other means.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { type MeterSeries, meterSeriesOf, readMeterSeries, readSheetSeries, type SeriesChoice } from "./meter-series.ts";
import { syntheticXlsx } from "./xlsx/synthetic.ts";

const PLANT = new URL("../../../shared/data/meter/steel-plant-15min-2018.csv", import.meta.url);
const skip = existsSync(PLANT) ? false : "the plant's series (../shared) is not here";

const outcomeOf = (text: string, options: SeriesChoice = {}) =>
  readMeterSeries(new TextEncoder().encode(text), { file: "s.csv", ...options });
const codesOf = (text: string, options: SeriesChoice = {}): string[] => outcomeOf(text, options).problems.map(({ code }) => code);
function seriesOf(text: string, options: SeriesChoice = {}): MeterSeries {
  const { value, problems } = outcomeOf(text, options);
  assert.ok(value, JSON.stringify(problems.slice(0, 3)));
  return value;
}
const essence = ({ readings: { endsAt, kwh }, months, gaps, days }: MeterSeries) => ({ endsAt, kwh, months, gaps, days });

const two = (n: number): string => String(n).padStart(2, "0");
const dayOf = (first: string, days: number): string => new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);

type Row = { day: string; hour: number; minute: number; kwh: number };

/** Readings of whole days: the last of each ends at hour 24. */
function wholeDays(first: string, days: number, { interval = 15 }: { interval?: number } = {}): Row[] {
  const perDay = 1440 / interval;
  return Array.from({ length: days * perDay }, (_, i) => {
    const end = ((i % perDay) + 1) * interval;
    return { day: dayOf(first, Math.floor(i / perDay)), hour: Math.floor(end / 60), minute: end % 60, kwh: ((i * 7919) % 1000) / 8 };
  });
}

type Print = (row: Row) => string;
const at24: Print = ({ day, hour, minute }) => `${day} ${two(hour)}:${two(minute)}`;
const nextDay: Print = ({ day, hour, minute }) => (hour === 24 ? `${dayOf(day, 1)} 00:00` : `${day} ${two(hour)}:${two(minute)}`);
const endedDay: Print = ({ day, hour, minute }) => `${day} ${hour === 24 ? 0 : hour}:${two(minute)}`;
const dayFirst: Print = (row) => {
  const [y, m, d] = row.day.split("-");
  return `${d}/${m}/${y} ${row.hour === 24 ? 0 : row.hour}:${two(row.minute)}`;
};
const korean: Print = ({ day, hour, minute }) => {
  const [y, m, d] = day.split("-").map(Number);
  return `${y}년 ${m}월 ${d}일 ${hour}시 ${minute}분`;
};
const compact: Print = ({ day, hour, minute }) => `${day.replaceAll("-", "")}${two(hour)}${two(minute)}`;
const half: Print = ({ day, hour, minute }) => {
  const { at, on } = hour === 24 ? { at: 0, on: dayOf(day, 1) } : { at: hour, on: day };
  return `${on} ${at < 12 ? "오전" : "오후"} ${at % 12 === 0 ? 12 : at % 12}:${two(minute)}:00`;
};
const iso: Print = (row) => `${nextDay(row).replace(" ", "T")}:00.000+09:00`;
const written = (rows: readonly Row[], print: Print): string =>
  `일시,사용량(kWh)\n${rows.map((row) => `${print(row)},${row.kwh}`).join("\n")}\n`;

test("midnight ends the day: as 24:00, as 0:00 of the day that begins, as 0:00 of the day that ended, forward and backward", () => {
  for (const interval of [5, 15, 30, 60]) {
    const rows = wholeDays("2025-01-30", 4, { interval });
    const wanted = seriesOf(written(rows, at24));
    assert.deepEqual([wanted.from, wanted.to, wanted.intervalMinutes, wanted.days], ["2025-01-30T00:00", "2025-02-03T00:00", interval, 4]);
    for (const print of [nextDay, endedDay, dayFirst, korean, compact, half, iso]) {
      assert.deepEqual(essence(seriesOf(written(rows, print))), essence(wanted), `${print.name}, ${interval}`);
      assert.deepEqual(codesOf(written(rows, print)), [], `${print.name}, ${interval}`);
      const backward = written(rows.toReversed(), print);
      assert.deepEqual(essence(seriesOf(backward)), essence(wanted), `${print.name} backward, ${interval}`);
      assert.deepEqual(codesOf(backward), ["SERIES_OUT_OF_ORDER"]);
    }
  }
});

test("an interval belongs to the month in which it begins; a month is measured against all its intervals", () => {
  const { months, days } = seriesOf(written(wholeDays("2025-01-30", 4, { interval: 60 }), endedDay));
  assert.equal(days, 4);
  assert.deepEqual(
    months.map(({ month, readings, intervals, coverage }) => [month, readings, intervals, coverage]),
    [
      ["2025-01", 48, 744, 48 / 744],
      ["2025-02", 48, 672, 48 / 672],
    ],
  );
});

test("a month inside a gap has no energy, which is not zero", () => {
  const rows = [...wholeDays("2025-01-31", 1), ...wholeDays("2025-03-01", 1)];
  const { months, gaps } = seriesOf(written(rows, nextDay));
  assert.deepEqual(months[1], { month: "2025-02", kwh: null, readings: 0, intervals: 2688, coverage: 0 });
  assert.deepEqual(gaps, [{ from: "2025-02-01T00:00", to: "2025-03-01T00:00", intervals: 2688 }]);
});

test("rows in any order give the same readings and totals, bit for bit", () => {
  const rows = wholeDays("2025-01-31", 2, { interval: 30 });
  for (const [print, choice] of [
    [at24, {}],
    [nextDay, {}],
    [korean, {}],
    [endedDay, { midnight: "endedDay" }],
    [endedDay, {}],
  ] as const) {
    const wanted = essence(seriesOf(written(rows, print), choice));
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        assert.deepEqual(essence(seriesOf(written(shuffled, print), choice)), wanted);
      }),
      { numRuns: 60, seed: 3 },
    );
  }
});

test("readings taken out are gaps of just those intervals, and the rest stays as it is", () => {
  const rows = wholeDays("2025-03-30", 3);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: rows.length - 2 }), { maxLength: 40 }),
      fc.constantFrom(at24, nextDay, endedDay),
      (out, print) => {
        const kept = rows.filter((_, i) => !out.includes(i));
        const series = seriesOf(written(kept, print));
        assert.equal(
          series.gaps.reduce((sum, gap) => sum + gap.intervals, 0),
          out.length,
        );
        assert.deepEqual(
          series.readings.kwh,
          kept.map(({ kwh }) => kwh),
        );
        const blank = seriesOf(
          written(rows, print)
            .split("\n")
            .map((line, i) => (out.includes(i - 1) ? line.replace(/,.*/, ",") : line))
            .join("\n"),
        );
        assert.deepEqual(essence(blank), essence(series));
      },
    ),
    { numRuns: 100, seed: 5 },
  );
});

test("day and month: what exists, else what follows; else it is asked for", () => {
  const print =
    (order: "dmy" | "mdy"): Print =>
    (row) => {
      const [y, m, d] = row.day.split("-");
      return `${order === "dmy" ? `${d}/${m}` : `${m}/${d}`}/${y} ${two(row.hour)}:${two(row.minute)}`;
    };
  for (const rows of [wholeDays("2025-03-02", 6), wholeDays("2025-03-28", 3)]) {
    assert.equal(seriesOf(written(rows, print("dmy"))).from, seriesOf(written(rows, at24)).from);
    assert.equal(seriesOf(written(rows, print("mdy"))).conventions.dateOrder, "monthFirst");
  }
  const one = written(wholeDays("2025-03-04", 1), print("dmy"));
  assert.deepEqual(codesOf(one), ["SERIES_DATE_ORDER"]);
  assert.equal(seriesOf(one, { dateOrder: "dayFirst" }).from, "2025-03-04T00:00");
  assert.equal(seriesOf(one, { dateOrder: "monthFirst" }).from, "2025-04-03T00:00");
  const both = "일시,kWh\n13/01/2025 00:15,1\n01/13/2025 00:30,1\n";
  for (const [options, line] of [
    [{}, 2],
    [{ dateOrder: "dayFirst" }, 3],
    [{ dateOrder: "monthFirst" }, 2],
  ] as const) {
    const { problems } = outcomeOf(both, options);
    assert.deepEqual([problems[0]?.code, problems[0]?.place?.line], ["SERIES_DATE_ORDER", line]);
  }
});

test("stamps that begin their interval are read so where that is said", () => {
  const rows = wholeDays("2025-03-31", 1, { interval: 60 });
  const text = written(rows, ({ day, hour }) => `${day} ${hour - 1}:00`);
  assert.deepEqual(codesOf(text), ["SERIES_STAMPS_BEGIN"]);
  assert.deepEqual(essence(seriesOf(text, { stamps: "begin" })), essence(seriesOf(written(rows, at24))));
  assert.deepEqual(codesOf(text, { stamps: "begin" }), []);
});

test("the utility's shapes: day and time in two columns, hours alone, a span, a title above, totals below, quoted numbers", () => {
  const rows = wholeDays("2025-03-31", 2, { interval: 60 });
  const wanted = essence(seriesOf(written(rows, at24)));
  const shapes: Record<string, (row: Row) => string> = {
    "일자,시간,전력사용량(kWh)": ({ day, hour, kwh }) => `${day},${two(hour)}:00,${kwh}`,
    "날짜,시간대,사용량 [kWh]": ({ day, hour, kwh }) => `${day.replaceAll("-", ".")},${hour}시,${kwh}`,
    "검침일,시각,유효전력량(㎾h),무효전력량(kVarh),요금(원)": ({ day, hour, kwh }) =>
      `${day.replaceAll("-", "")},${two(hour)}00,${kwh},5,99`,
    "date,time,Usage_kWh": ({ day, hour, kwh }) => `${day},${two(hour - 1)}:00~${two(hour)}:00,${kwh}`,
    "계량기번호\t일시\t사용량(MWh)": ({ day, hour, kwh }) => `M-1\t${day} ${hour}:00\t${kwh / 1000}`,
    "일시;사용량(kWh)": ({ day, hour, kwh }) => `"${day} ${hour}:00";${kwh}`,
  };
  for (const [title, row] of Object.entries(shapes)) {
    const text = `\ufeff전력 사용량\r\n\r\n${title}\r\n${rows.map(row).join("\r\n")}\r\n합계,,12345\r\n`;
    const { readings, months } = seriesOf(text);
    assert.deepEqual(readings.endsAt, wanted.endsAt, title);
    assert.ok(
      readings.kwh.every((kwh, i) => Math.abs(kwh - (wanted.kwh[i] ?? 0)) < 1e-9),
      title,
    );
    assert.equal(months.length, 2);
  }
  const grouped = '계량기번호: 77-1,\n일시,사용량(kWh)\n2025-03-31 00:15,"1,234.5"\n2025-03-31 00:30,"2,000"\n';
  assert.deepEqual([seriesOf(grouped).readings.kwh, seriesOf(grouped).meter], [[1234.5, 2000], "77-1"]);
  assert.deepEqual(codesOf(grouped.replaceAll(',"', ';"').replace("일시,", "일시;")), ["SERIES_VALUE_UNREADABLE"]);
});

test("choices: a column, a unit, a meter; a column of something else is not taken", () => {
  const text =
    "계량기번호,일시,수전 유효전력(kWh),송전 유효전력(kWh),무효전력(kVarh),사용\nA,2025-03-31 00:15,1,2,3,4\nB,2025-03-31 00:15,5,6,7,8\nA,2025-03-31 00:30,9,10,11,12\n";
  const choice: SeriesChoice = { column: "송전 유효전력(kWh)", meter: "A" };
  assert.deepEqual([seriesOf(text, choice).readings.kwh, seriesOf(text, choice).meter], [[2, 10], "A"]);
  assert.deepEqual(seriesOf(text, { column: "사용", unit: "MWh", meter: "A" }).readings.kwh, [4000, 12_000]);
  assert.deepEqual(codesOf(text, { column: "무효전력(kVarh)", unit: "kWh", meter: "A" }), ["SERIES_COLUMN_MISSING"]);
  assert.deepEqual(codesOf(text, { ...choice, meter: "C" }), ["SERIES_EMPTY"]);
});

test("a chosen column without a title of energy loses no row above the end of the head", () => {
  const rows = wholeDays("2025-03-31", 1);
  const text = written(rows, at24).replace("사용량(kWh)", "전기");
  assert.deepEqual(codesOf(text), ["SERIES_COLUMN_MISSING"]);
  assert.equal(seriesOf(text, { column: "전기", unit: "kWh" }).readings.kwh.length, 96);
});

test("EUC-KR and UTF-16 read as UTF-8", () => {
  const body = ",kWh\n2025-03-31 00:15,1\n2025-03-31 00:30,2\n";
  const euc = Uint8Array.from([0xc0, 0xcf, 0xbd, 0xc3, ...new TextEncoder().encode(body)]);
  assert.deepEqual(readMeterSeries(euc, { file: "s" }).value?.readings.kwh, [1, 2]);
  const wide = Uint8Array.from([0xff, 0xfe, ...[...`일시${body}`].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])]);
  assert.deepEqual(readMeterSeries(wide, { file: "s" }).value?.readings.kwh, [1, 2]);
});

test("rows of a sheet: serials of the spreadsheet, whole at midnight, days and parts of days in two columns", () => {
  const rows = wholeDays("2025-03-31", 2, { interval: 15 });
  const wanted = essence(seriesOf(written(rows, nextDay)));
  const serial = ({ day, hour, minute }: Row): number => Date.parse(day) / 86_400_000 + 25_569 + (hour * 60 + minute) / 1440;
  const read = (head: string[], cells: (row: Row) => (string | number)[], date1904 = false) => {
    const list = [head, ...rows.map(cells)].map((one, i) => ({ line: i + 1, cells: one }));
    const { value, problems } = meterSeriesOf(list, { file: "b.xlsx", sheet: "One", date1904 });
    assert.ok(value, JSON.stringify(problems.slice(0, 3)));
    return essence(value);
  };
  assert.deepEqual(
    read(["일시", "사용량(kWh)"], (row) => [serial(row), row.kwh]),
    wanted,
  );
  assert.deepEqual(
    read(["일시", "사용량(kWh)"], (row) => [serial(row) - 1462, row.kwh], true),
    wanted,
  );
  assert.deepEqual(
    read(["일시", "시간대", "사용량(kWh)"], (row) => [serial(row), "경부하", row.kwh]),
    wanted,
  );
  const parts = (row: Row): (string | number)[] => [
    Math.floor(serial({ ...row, hour: 0, minute: 0 })),
    (row.hour * 60 + row.minute) / 1440,
    String(row.kwh),
  ];
  assert.deepEqual(read(["일자", "시간", "사용량(kWh)"], parts), wanted);
  const place = meterSeriesOf(
    [
      { line: 1, cells: ["일시", "kWh"] },
      { line: 2, cells: ["x", 1] },
    ],
    { file: "b.xlsx", sheet: "One" },
  ).problems[0]?.place;
  assert.deepEqual(place, { file: "b.xlsx", sheet: "One", line: 2 });
});

test("nothing is taken for a stamp or a value that is none", () => {
  for (const stamp of [
    "2025-13-01 00:15",
    "2025-02-29 00:15",
    "25-03-31 00:15",
    "2025-03-31 24:15",
    "2025-03-31 00:60",
    "2025-03-31T00:15Z",
    "2025-03-31 00:15:30",
    "2025-03-31",
    "31 Mar 2025 00:15",
  ])
    assert.deepEqual(codesOf(`일시,kWh\n2025-03-31 00:15,1\n${stamp},2\n`), ["SERIES_STAMP_UNREADABLE"], stamp);
  for (const value of ["1e999", "0x10", "1 2", "3,17", "Infinity", "12:30"])
    assert.deepEqual(codesOf(`일시,kWh\n2025-03-31 00:15,1\n2025-03-31 00:30,"${value}"\n`), ["SERIES_VALUE_UNREADABLE"], value);
});

test("a plant's year: rows, total and months as awk has them", { skip }, (context) => {
  const bytes = new Uint8Array(readFileSync(PLANT));
  const { value, problems } = readMeterSeries(bytes, { file: "plant.csv" });
  assert.deepEqual(problems, []);
  assert.ok(value);
  const awk = (program: string): string => execFileSync("awk", ["-F,", program, fileURLToPath(PLANT)], { encoding: "utf8" }).trim();
  const [rows, sum] = awk('NR > 1 { s += $2; n++ } END { printf "%d %.6f", n, s }').split(" ");
  assert.deepEqual([rows, value.readings.kwh.length], ["35040", 35_040]);
  const total = value.months.reduce((before, { kwh }) => before + (kwh ?? 0), 0);
  assert.ok(Math.abs(total - Number(sum)) < 1e-5, `${total} and ${sum}`);
  // In this file the date of every row is that of the day it belongs to, midnight included.
  const monthly = awk(
    'NR > 1 { split($1, d, "/"); s[d[2]] += $2; n[d[2]]++ } END { for (m in s) printf "2018-%s %d %.6f\\n", m, n[m], s[m] }',
  );
  for (const row of monthly.split("\n")) {
    const [name, count, kwh] = row.split(" ");
    const month = value.months.find((one) => one.month === name);
    assert.ok(month && month.readings === Number(count) && month.coverage === 1 && Math.abs((month.kwh ?? 0) - Number(kwh)) < 1e-5, row);
  }
  assert.deepEqual(
    [value.from, value.to, value.days, value.conventions.midnight],
    ["2018-01-01T00:00", "2019-01-01T00:00", 365, "endedDay"],
  );
  context.diagnostic(`35,040 rows; ${total.toFixed(2)} kWh`);
});

test("a workbook's sheet is the series that the same CSV is: stamps as serials, midnight at the end of the day", () => {
  const lines = Array.from({ length: 96 }, (_, i) => {
    const minutes = (i + 1) * 15;
    return {
      serial: 45_663 + minutes / 1440,
      text: `2025-01-06 ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`,
    };
  });
  const cells: Record<string, string | number> = { A1: "일시", B1: "사용량(kWh)" };
  for (const [i, { serial }] of lines.entries()) Object.assign(cells, { [`A${i + 2}`]: serial, [`B${i + 2}`]: 1 + i / 100 });
  const sheet = readSheetSeries(syntheticXlsx({ Data: cells }), { file: "m.xlsx" });
  const csv = `일시,사용량(kWh)\n${lines.map(({ text }, i) => `${text},${1 + i / 100}`).join("\n")}\n`;
  const plain = readMeterSeries(new TextEncoder().encode(csv), { file: "m.csv" });
  assert.ok(sheet.value && plain.value, JSON.stringify(sheet.problems));
  assert.deepEqual(sheet.value.readings.endsAt, plain.value.readings.endsAt);
  assert.deepEqual(sheet.value.months, plain.value.months);
});
