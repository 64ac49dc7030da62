// The commands: read a file, call calc, print or write what came out.
import { hasError, type Problem } from "../base/problem.ts";
import { accountFor, figuresOf, type Obtained, obtain } from "../calc/obtain.ts";
import { isStatement } from "../calc/open.ts";
import { checkFile, type Options } from "../calc/pipeline.ts";
import { renderCsv, renderTable } from "../formats/table.ts";
import { MEASURES, type Measure } from "../model/statement.ts";
import type { Call } from "./arguments.ts";
import { problemCount, problemLines } from "./problems.ts";
import { bytesOf, deliver, MISUSED, overwriting, type Read, refuse, report, type Shell, STOPPED } from "./shell.ts";
import { tablesOf } from "./tables.ts";

/** Runs one call; answers the exit code: 0 computed, 1 stopped by Problems, 2 a wrong call. */
export async function run(call: Call, shell: Shell): Promise<number> {
  if (call.command === "data") return (await import("./data.ts")).data(call, shell);
  if (call.command === "compare") return (await import("./compare.ts")).compare(call, shell);
  if (call.command === "call") return (await import("./call.ts")).callServer(call, shell);
  if (call.command === "seal") return (await import("./package.ts")).seal(call, shell);
  if (call.command === "verify") return (await import("./package.ts")).verify(call, shell);
  if (call.command === "declare") return (await import("./declare.ts")).declareLines(call, shell);
  const [path = ""] = call.operands;
  const refused = overwriting(call, shell, [path]);
  if (refused !== undefined) return refused;
  const bytes = bytesOf(shell, call.lang, path);
  if (typeof bytes === "number") return bytes;
  if (call.asIf !== undefined && isStatement(bytes)) return notSupposed(call, shell);
  const tables = await tablesOf(call, shell);
  if (typeof tables === "number") return tables;
  const options: Options = {
    file: shell.fileName(path),
    defaultValues: await tables.defaultValues(),
    ...(call.asIf !== undefined && { asIf: call.asIf }),
    stage: shell.stage,
  };
  if (call.command === "check") return check(call, shell, checkFile(bytes, options));
  if (call.command === "calculate" && call.format !== "json") return tabulate(call, shell, { bytes, options });
  if (call.command === "render") return (await import("./render.ts")).render(call, shell, { bytes, options }, tables);
  const { value, problems } = obtain(bytes, options);
  report(call, shell, problems, options.file);
  if (value === undefined) return STOPPED;
  shell.stage("render");
  if (call.command === "explain") return explain(call, shell, value);
  return deliver(call, shell, `${JSON.stringify(value.statement, null, 1)}\n`);
}

/** A Statement is of the year it was made for. */
function notSupposed({ lang }: Call, shell: Shell): number {
  return refuse(shell, lang, MISUSED, {
    ko: "산정서는 이미 계산된 결과이므로 --as-if를 쓸 수 없습니다. 원래 파일로 계산하십시오.",
    en: "a statement is calculated already: --as-if needs the file it was made from.",
  });
}

/** The figures as a table or CSV, which need no sealed Statement. */
function tabulate(call: Call, shell: Shell, { bytes, options }: Read): number {
  const { value, problems } = figuresOf(bytes, options);
  report(call, shell, problems, options.file);
  if (value === undefined) return STOPPED;
  return deliver(call, shell, call.format === "csv" ? renderCsv(value) : renderTable(value, { lang: call.lang }));
}

function check(call: Call, shell: Shell, problems: Problem[]): number {
  const lines = [...problemLines(problems, call.lang), problemCount(problems, call.lang)];
  const delivered = deliver(call, shell, `${lines.join("\n")}\n`);
  return hasError(problems) ? STOPPED : delivered;
}

/** The trees of one good's measures, or of one measure; the first good where none is named. */
async function explain(call: Call, shell: Shell, obtained: Obtained): Promise<number> {
  const { renderExplanation } = await import("../formats/explain.ts");
  const { statement } = obtained;
  const [, wantedGood, wantedMeasure] = call.operands;
  const good = wantedGood === undefined ? statement.goods[0] : statement.goods.find((g) => [g.id, g.name, g.cn].includes(wantedGood));
  const step = wantedGood !== undefined && good === undefined ? statement.steps.find((s) => s.id === wantedGood) : undefined;
  if (step !== undefined) {
    const text = renderExplanation(statement, step.id, { lang: call.lang, ...(call.depth !== undefined && { depth: call.depth }) });
    return deliver(call, shell, text);
  }
  const measures: Measure[] =
    wantedMeasure === undefined ? ["seeDirect", "seeIndirect", "seeBasis"] : MEASURES.filter((m) => m === wantedMeasure);
  if (good === undefined || measures.length === 0) {
    const known = [...statement.goods.map((g) => g.id), ...MEASURES].join(", ");
    return refuse(shell, call.lang, MISUSED, {
      ko: `'${wantedMeasure ?? wantedGood}'을(를) 찾을 수 없습니다. 있는 것: ${known}`,
      en: `there is no '${wantedMeasure ?? wantedGood}'. There are: ${known}`,
    });
  }
  const trees = measures.flatMap((measure) => {
    const result = statement.results.find((r) => r.product === good.id && r.measure === measure);
    if (result === undefined) return [];
    const account = accountFor(obtained, good.id, measure);
    return [
      renderExplanation(statement, result.step, {
        lang: call.lang,
        ...(call.depth !== undefined && { depth: call.depth }),
        ...(account && { account }),
      }),
    ];
  });
  if (trees.length > 0) return deliver(call, shell, trees.join("\n"));
  return refuse(shell, call.lang, MISUSED, {
    ko: `이 제품에는 '${wantedMeasure}' 값이 없습니다.`,
    en: `this good has no '${wantedMeasure}'.`,
  });
}
