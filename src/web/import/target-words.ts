// Targets of activity data in words: "streams/gas/activity" is the amount of the source stream gas.
import type { BothLanguages } from "../../base/problem.ts";
import type { Dimension } from "../../base/units.ts";

export type Target = { dimensions: readonly Dimension[]; name: string };
export type Targets = Readonly<Record<string, Target>>;

const WHAT: Readonly<Record<string, BothLanguages>> = {
  activity: { ko: "사용량(활동자료)", en: "amount used" },
  aluminium: { ko: "알루미늄 생산량", en: "aluminium made" },
  hours: { ko: "측정 시간", en: "hours measured" },
  toMarket: { ko: "시장 판매량", en: "sold to the market" },
  nonCbam: { ko: "CBAM 밖 사용량", en: "used outside CBAM" },
  production: { ko: "생산량", en: "production" },
  electricity: { ko: "전력 사용량", en: "electricity used" },
  electricityExported: { ko: "내보낸 전력", en: "electricity exported" },
  electricityProduced: { ko: "생산한 전력", en: "electricity produced" },
  "heat/imported": { ko: "들여온 열", en: "heat imported" },
  "heat/exported": { ko: "내보낸 열", en: "heat exported" },
  "wasteGas/imported": { ko: "들여온 폐가스", en: "waste gas imported" },
  "wasteGas/exported": { ko: "내보낸 폐가스", en: "waste gas exported" },
  purchased: { ko: "구매량", en: "purchased" },
  uses: { ko: "공정에서 쓴 양", en: "used in a process" },
  otherUse: { ko: "다른 데 쓴 양", en: "used elsewhere" },
  sources: { ko: "공급자별 구매량", en: "by supplier" },
  fuelInput: { ko: "투입 연료", en: "fuel put in" },
  heatOutput: { ko: "나온 열", en: "heat put out" },
  electricityOutput: { ko: "나온 전력", en: "electricity put out" },
  amount: { ko: "양", en: "amount" },
};

const LISTS: Readonly<Record<string, BothLanguages>> = {
  streams: { ko: "연료·원료 (배출원 흐름)", en: "Fuels and materials (source streams)" },
  pfc: { ko: "과불화탄소", en: "Perfluorocarbons" },
  measuredPoints: { ko: "측정 배출구", en: "Measured points" },
  processes: { ko: "생산공정의 전력·열·생산", en: "Electricity, heat and production of processes" },
  transfers: { ko: "공정 간 이동", en: "Transfers" },
  precursors: { ko: "전구물질", en: "Precursors" },
  cogeneration: { ko: "열병합발전", en: "Cogeneration" },
  products: { ko: "제품", en: "Products" },
};

/** "electricity/0/amount" is electricity, number 1. */
function whatOf(path: readonly string[]): BothLanguages {
  const known = WHAT[`${path[0]}/${path[1]}`] ?? WHAT[path[0] ?? ""] ?? { ko: path.join("/"), en: path.join("/") };
  const number = path.find((part) => /^\d+$/.test(part));
  return number === undefined || number === "0"
    ? known
    : { ko: `${known.ko} ${Number(number) + 1}`, en: `${known.en} ${Number(number) + 1}` };
}

/** A target by the name of its record and what is counted. */
export function targetWord(target: string, targets: Targets): BothLanguages {
  const [, id = "", ...path] = target.split("/");
  const name = targets[target]?.name ?? id;
  const what = whatOf(path);
  return { ko: `${name}: ${what.ko}`, en: `${name}: ${what.en}` };
}

/** Targets by the list of their record, in the order of the records. */
export function targetGroups(targets: Targets): { group: BothLanguages; targets: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const target of Object.keys(targets)) {
    const list = target.split("/")[0] ?? "";
    const known = groups.get(list);
    if (known === undefined) groups.set(list, [target]);
    else known.push(target);
  }
  return [...groups].map(([list, of]) => ({ group: LISTS[list] ?? { ko: list, en: list }, targets: of }));
}
