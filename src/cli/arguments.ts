// The command line: what may be asked, and what a wrong call is told.
import { parseArgs } from "node:util";
import type { Language } from "../formats/table.ts";

const COMMANDS = ["calculate", "explain", "check", "render", "data"] as const;
type Command = (typeof COMMANDS)[number];

export type Call = {
  command: Command;
  positionals: string[];
  lang: Language;
  format: "table" | "csv" | "json";
  as: "html" | "workbook";
  /** The blank copy of the Commission's workbook that is to be filled. */
  template?: string;
  out?: string;
  asIf?: number;
  depth?: number;
};

export const USAGE: Record<Language, string> = {
  en: `sandan: measure, report and verify what a plant's goods embody

  sandan calculate FILE [--format table|csv|json] [--out FILE] [--as-if YEAR] [--lang ko|en]
  sandan explain FILE [GOOD [MEASURE]] [--depth N] [--as-if YEAR] [--lang ko|en]
  sandan check FILE [--as-if YEAR] [--lang ko|en]
  sandan render FILE --as html [--out FILE] [--as-if YEAR] [--lang ko|en]
  sandan render FILE --as workbook --template BLANK --out OUT
  sandan data list
  sandan data show ID

FILE: the Commission's filled communication workbook (.xlsx), a case file (.json) or a statement (.json).
GOOD: id, name or CN code of a good. MEASURE: seeDirect, seeIndirect, seeTotal, seeBasis, embeddedElectricity, ...
Exit: 0 computed, 1 stopped by problems, 2 wrong call.
`,
  ko: `sandan: 제품에 내재된 배출량의 산정, 보고, 검증

  sandan calculate 파일 [--format table|csv|json] [--out 파일] [--as-if 연도] [--lang ko|en]
  sandan explain 파일 [제품 [항목]] [--depth N] [--as-if 연도] [--lang ko|en]
  sandan check 파일 [--as-if 연도] [--lang ko|en]
  sandan render 파일 --as html [--out 파일] [--as-if 연도] [--lang ko|en]
  sandan render 파일 --as workbook --template 빈양식 --out 파일
  sandan data list
  sandan data show ID

파일: 작성한 집행위원회 통신 양식(.xlsx), 사례 파일(.json), 산정서(.json).
제품: 제품의 id, 이름, CN 코드. 항목: seeDirect, seeIndirect, seeTotal, seeBasis, embeddedElectricity, ...
종료 코드: 0 계산됨, 1 문제로 중단됨, 2 잘못된 호출.
`,
};

export type Misuse = { misuse: string; lang: Language };

/** The person's language: --lang, else that of the environment, else English. */
function languageOf(given: string | undefined, environment: string | undefined): Language | undefined {
  if (given === undefined) return environment?.startsWith("ko") ? "ko" : "en";
  return given === "ko" || given === "en" ? given : undefined;
}

/** Law: a wrong call does nothing; it is told what is wrong. */
export function readCall(argv: string[], environmentLanguage: string | undefined): Call | Misuse | { help: Language } {
  const wanted = argv[argv.indexOf("--lang") + 1];
  const fallback = (argv.includes("--lang") ? languageOf(wanted, environmentLanguage) : languageOf(undefined, environmentLanguage)) ?? "en";
  const misuse = (text: string): Misuse => ({ misuse: text, lang: fallback });
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [command, ...rest] = positionals;
  if (values.help || command === "help") return { help: fallback };
  if (command === undefined) return misuse(fallback === "ko" ? "명령이 없습니다" : "no command");
  const lang = languageOf(values.lang, environmentLanguage);
  if (lang === undefined) return misuse(`--lang ${values.lang}`);
  if (!COMMANDS.includes(command as Command)) return misuse(command);
  const format = values.format ?? "table";
  if (format !== "table" && format !== "csv" && format !== "json") return misuse(`--format ${format}`);
  const as = values.as ?? "html";
  if (as !== "html" && as !== "workbook") return misuse(`--as ${as}`);
  if (as === "workbook" && (command !== "render" || values.template === undefined || values.out === undefined))
    return misuse("render --as workbook: --template, --out?");
  const asIf = wholeNumber(values["as-if"], 2021, 2100);
  const depth = wholeNumber(values.depth, 0, 10_000);
  if (asIf === "wrong" || depth === "wrong") return misuse(asIf === "wrong" ? `--as-if ${values["as-if"]}` : `--depth ${values.depth}`);
  const [fewest, most] = { calculate: [1, 1], check: [1, 1], render: [1, 1], explain: [1, 3], data: [1, 2] }[command as Command] as [
    number,
    number,
  ];
  if (rest.length < fewest || rest.length > most) return misuse(`${command}: ${rest.length === 0 ? "FILE?" : rest.join(" ")}`);
  return {
    command: command as Command,
    positionals: rest,
    lang,
    format,
    as,
    ...(values.template !== undefined && { template: values.template }),
    ...(values.out !== undefined && { out: values.out }),
    ...(asIf !== undefined && { asIf }),
    ...(depth !== undefined && { depth }),
  };
}

function parse(argv: string[]) {
  return parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      format: { type: "string" },
      out: { type: "string" },
      as: { type: "string" },
      template: { type: "string" },
      "as-if": { type: "string" },
      depth: { type: "string" },
      lang: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
}

function wholeNumber(text: string | undefined, least: number, most: number): number | undefined | "wrong" {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isInteger(value) && value >= least && value <= most ? value : "wrong";
}
