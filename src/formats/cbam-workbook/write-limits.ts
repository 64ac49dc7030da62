// Whether a plant fits into the template at all: how many of each thing it holds, and which names its sums by name can tell apart.
import type { BothLanguages, Problem } from "../../base/problem.ts";
import type { Case } from "../../model/case.ts";
import { workbookProblem } from "../../model/problems/workbook.ts";
import { GOODS, MEASURED_POINTS, PFC, PRECURSOR_ROWS, PROCESS_ROWS, PRODUCTS, precursorId, processId, STREAMS } from "./cells.ts";
import { Inputs } from "./inputs.ts";
import { checkNames } from "./names.ts";
import { Translations } from "./vocabulary.ts";
import { listed } from "./write-form.ts";

/** The template joins two names to one key of its sums (SUMIF), which compares no more than 255 characters. */
const LONGEST_NAME = 120;

/** Law: a plant larger than the template is refused, and what does not fit is named. Problem: TEMPLATE_TOO_SMALL, ELECTRICITY_GOOD_UNSUPPORTED. */
export function sizeProblems(given: Case): Problem[] {
  const goods = new Set(given.processes.flatMap((p) => [p.category, ...(p.included ?? [])]));
  const lists: [path: string, what: BothLanguages, names: string[], max: number][] = [
    ["processes", { ko: "생산 공정", en: "production processes" }, given.processes.map((p) => p.id), PROCESS_ROWS.count],
    ["processes", { ko: "재화 범주", en: "goods categories" }, [...goods], GOODS.count],
    ["precursors", { ko: "구매 전구물질", en: "bought precursors" }, ids(given.precursors), PRECURSOR_ROWS.count],
    ["streams", { ko: "배출원 흐름", en: "source streams" }, ids(given.streams), STREAMS.count],
    ["pfc", { ko: "전해조(PFC)", en: "electrolysis cells (PFC)" }, ids(given.pfc), PFC.count],
    ["measuredPoints", { ko: "측정 지점", en: "measured points" }, ids(given.measuredPoints), MEASURED_POINTS.count],
    ["products", { ko: "제품", en: "products" }, ids(given.products), PRODUCTS.count],
  ];
  const problems = lists
    .filter(([, , names, max]) => names.length > max)
    .map(([path, what, names, max]) => {
      const params = { what, count: names.length, max, rest: listed(names.slice(max)) };
      return workbookProblem("TEMPLATE_TOO_SMALL", { path, params });
    });
  const self = (given.transfers ?? []).filter(({ from, to }) => from === to).map(({ from }) => from);
  if (self.length > 0) {
    const what = { ko: "공정 자신에게 가는 이전", en: "transfers of a process to itself" };
    problems.push(
      workbookProblem("TEMPLATE_TOO_SMALL", { path: "transfers", params: { what, count: self.length, max: 0, rest: listed(self) } }),
    );
  }
  for (const { id, category } of given.processes)
    if (category === "electricity") problems.push(workbookProblem("ELECTRICITY_GOOD_UNSUPPORTED", { path: `process/${id}` }));
  return problems;
}

const ids = (records: readonly { id: string }[] = []): string[] => records.map(({ id }) => id);

/** Law: the template's sums go by name, so that names must differ in more than case and hold no wildcards. Problem: NAME_UNFIT. */
export function nameProblems(given: Case): Problem[] {
  const named = [
    ...given.processes.map(({ id, name }) => ({ path: `process/${id}/name`, name })),
    ...(given.precursors ?? []).map(({ id, name }) => ({ path: `precursor/${id}/name`, name })),
  ];
  const problems = named
    .filter(({ name }) => name.trim().length > LONGEST_NAME)
    .map(({ path, name }) => {
      const why = {
        ko: `${name.trim().length}자로 ${LONGEST_NAME}자를 넘습니다`,
        en: `it has ${name.trim().length} characters, ${LONGEST_NAME} fit`,
      };
      return workbookProblem("NAME_UNFIT", { path, params: { name: `${name.slice(0, 40)}…`, why } });
    });
  const inputs = new Inputs({ sheets: new Map(), translations: new Translations(() => undefined), date1904: false });
  checkNames(
    inputs,
    given.processes.map((p, i) => ({ ...p, id: processId(i) })),
    (given.precursors ?? []).map((p, i) => ({ ...p, id: precursorId(i) })),
  );
  const pathOf = (path: string): string => {
    const [kind, position = ""] = path.split("/");
    const records = kind === "process" ? given.processes : (given.precursors ?? []);
    return `${kind}/${records[Number(position.replace(/^P+/, "")) - 1]?.id ?? position}/name`;
  };
  const joined = inputs.problems.map((p) => {
    const path = pathOf(p.path);
    return workbookProblem("NAME_UNFIT", { path, params: { name: named.find((n) => n.path === path)?.name ?? "", why: p.text } });
  });
  return [...problems, ...joined];
}
