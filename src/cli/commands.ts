// The commands: read a file, call calc, print or write what came out.
import type { Problem } from "../base/problem.ts";
import { hasError } from "../base/problem.ts";
import { datasetContent, datasetList } from "../calc/datasets.ts";
import { accountFor, figuresOf, type Obtained, obtain } from "../calc/obtain.ts";
import { checkFile, type Options } from "../calc/pipeline.ts";
import { renderCsv, renderTable } from "../formats/table.ts";
import { MEASURES, type Measure } from "../model/statement.ts";
import type { Call } from "./arguments.ts";
import { problemCount, problemLines } from "./problems.ts";

/** What the shell gives: files, streams, the large tables. Main hands them over. */
export type Shell = {
  read: (path: string) => Uint8Array | Error;
  write: (path: string, content: string | Uint8Array) => Error | undefined;
  /** Prints; an error where the output takes no more. */
  out: (text: string) => Error | undefined;
  err: (text: string) => void;
  fileName: (path: string) => string;
  /** True if two paths lead to the same file. */
  sameFile: (one: string, other: string) => boolean;
  largeTables: () => Promise<Pick<Options, "defaultValues">>;
  /** Called at each stage; says it where the work has lasted over a second. */
  stage: (name: string) => void;
};

const DONE = 0;
const STOPPED = 1;
const MISUSED = 2;

/** Runs one call; answers the exit code: 0 computed, 1 stopped by Problems, 2 a wrong call. */
export async function run(call: Call, shell: Shell): Promise<number> {
  if (call.command === "data") return data(call, shell);
  const [path = ""] = call.positionals;
  if (call.out !== undefined && shell.sameFile(path, call.out)) {
    shell.err(
      call.lang === "ko"
        ? `--out이 입력 파일 '${path}'을(를) 덮어쓰게 됩니다. 다른 이름을 주십시오.\n`
        : `--out would overwrite the input '${path}'; give another name.\n`,
    );
    return MISUSED;
  }
  const bytes = shell.read(path);
  if (bytes instanceof Error) {
    shell.err(
      call.lang === "ko"
        ? `파일 '${path}'을(를) 읽을 수 없습니다: ${bytes.message}\n`
        : `the file '${path}' cannot be read: ${bytes.message}\n`,
    );
    return STOPPED;
  }
  const options: Options = {
    file: shell.fileName(path),
    ...(await shell.largeTables()),
    ...(call.asIf !== undefined && { asIf: call.asIf }),
    stage: shell.stage,
  };
  if (call.command === "check") return check(call, shell, checkFile(bytes, options));
  if (call.command === "calculate" && call.format !== "json") return tabulate(call, shell, { bytes, options });
  if (call.as === "workbook") return fill(call, shell, { bytes, options });
  const { value, problems } = obtain(bytes, options);
  if (value !== undefined && value.calculation === undefined && call.asIf !== undefined) return notSupposed(call, shell);
  report(call, shell, problems, options.file);
  if (value === undefined) return STOPPED;
  shell.stage("render");
  if (call.command === "explain") return explain(call, shell, value);
  const { renderHtml } = await import("../formats/html/report.ts");
  const text =
    call.command === "render" ? renderHtml(value.statement, { lang: call.lang }) : `${JSON.stringify(value.statement, null, 1)}\n`;
  return deliver(call, shell, text);
}

/** A Statement is of the year it was made for. */
function notSupposed({ lang }: Call, shell: Shell): number {
  shell.err(
    lang === "ko"
      ? "산정서는 이미 계산된 결과이므로 --as-if를 쓸 수 없습니다. 원래 파일로 계산하십시오.\n"
      : "a statement is calculated already: --as-if needs the file it was made from.\n",
  );
  return MISUSED;
}

/** The figures as a table or CSV, which need no sealed Statement. */
function tabulate(call: Call, shell: Shell, { bytes, options }: { bytes: Uint8Array; options: Options }): number {
  const { value, problems, opened } = figuresOf(bytes, options);
  if (value !== undefined && opened && call.asIf !== undefined) return notSupposed(call, shell);
  report(call, shell, problems, options.file);
  if (value === undefined) return STOPPED;
  return deliver(call, shell, call.format === "csv" ? renderCsv(value) : renderTable(value, { lang: call.lang }));
}

/** The user's blank template filled; nothing is written where a problem stops it. */
async function fill(call: Call, shell: Shell, { bytes, options }: { bytes: Uint8Array; options: Options }): Promise<number> {
  const { template = "", out = "" } = call;
  const blank = shell.read(template);
  if (blank instanceof Error) {
    shell.err(
      call.lang === "ko"
        ? `양식 '${template}'을(를) 읽을 수 없습니다: ${blank.message}\n`
        : `the template '${template}' cannot be read: ${blank.message}\n`,
    );
    return STOPPED;
  }
  if (shell.sameFile(template, out)) {
    shell.err(call.lang === "ko" ? "--out이 양식을 덮어쓰게 됩니다.\n" : "--out would overwrite the template.\n");
    return MISUSED;
  }
  const { fillWorkbook } = await import("../calc/fill.ts");
  const { value, problems } = fillWorkbook(bytes, { bytes: blank, file: shell.fileName(template) }, options);
  report(call, shell, problems, options.file);
  return value === undefined ? STOPPED : deliver(call, shell, value);
}

/** Prints, or writes to --out. */
function deliver({ out, lang }: Call, shell: Shell, text: string | Uint8Array): number {
  if (out === undefined && typeof text === "string") {
    const lost = shell.out(text);
    if (lost === undefined) return DONE;
    shell.err(
      lang === "ko" ? `결과를 다 출력하지 못했습니다: ${lost.message}\n` : `the output could not be written whole: ${lost.message}\n`,
    );
    return STOPPED;
  }
  const failed = shell.write(out ?? "", text);
  if (failed === undefined) return DONE;
  shell.err(lang === "ko" ? `'${out}'에 쓸 수 없습니다: ${failed.message}\n` : `'${out}' cannot be written: ${failed.message}\n`);
  return STOPPED;
}

/** Problems of one code that are shown one by one beside a result; `check` shows all. */
const SHOWN_OF_A_CODE = 5;

function fewOfEach(problems: readonly Problem[]): { few: Problem[]; left: number } {
  const seen = new Map<string, number>();
  const few = problems.filter(({ code }) => {
    seen.set(code, (seen.get(code) ?? 0) + 1);
    return (seen.get(code) ?? 0) <= SHOWN_OF_A_CODE;
  });
  return { few, left: problems.length - few.length };
}

/** Problems to the error stream, with the file's name where a Statement left it out. */
function report({ lang }: Call, shell: Shell, problems: readonly Problem[], file: string): void {
  if (problems.length === 0) return;
  const placed = problems.map((p) => (p.place === undefined || p.place.file !== undefined ? p : { ...p, place: { file, ...p.place } }));
  const { few, left } = fewOfEach(placed);
  const more =
    left === 0
      ? []
      : [lang === "ko" ? `... 같은 종류 ${left}건 더 있음: sandan check` : `... ${left} more of the same kinds: sandan check`];
  shell.err(`${[...problemLines(few, lang), ...more, problemCount(problems, lang)].join("\n")}\n`);
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
  const [, wantedGood, wantedMeasure] = call.positionals;
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
    shell.err(
      call.lang === "ko"
        ? `'${wantedMeasure ?? wantedGood}'을(를) 찾을 수 없습니다. 있는 것: ${known}\n`
        : `there is no '${wantedMeasure ?? wantedGood}'. There are: ${known}\n`,
    );
    return MISUSED;
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
  if (trees.length === 0) {
    shell.err(call.lang === "ko" ? `이 제품에는 '${wantedMeasure}' 값이 없습니다.\n` : `this good has no '${wantedMeasure}'.\n`);
    return MISUSED;
  }
  return deliver(call, shell, trees.join("\n"));
}

async function data(call: Call, shell: Shell): Promise<number> {
  const [action, id] = call.positionals;
  const tables = await shell.largeTables();
  if (action === "list" && id === undefined) {
    const lines = datasetList(tables).map(
      ({ header, rows }) => `${header.id}\t${header.status}\t${header.validFrom}\t${rows}\t${header.title[call.lang]}\t${header.act}`,
    );
    return deliver(call, shell, `${["id\tstatus\tvalidFrom\trows\ttitle\tact", ...lines].join("\n")}\n`);
  }
  const content = action === "show" && id !== undefined ? datasetContent(id, tables) : undefined;
  if (content === undefined) {
    shell.err(`data ${call.positionals.join(" ")}: ${call.lang === "ko" ? "list 또는 show ID" : "list, or show ID"}\n`);
    return MISUSED;
  }
  return deliver(call, shell, `${JSON.stringify(content, null, 1)}\n`);
}
