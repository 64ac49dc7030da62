// The command line: what may be asked, and what a wrong call is told.
import { parseArgs } from "node:util";
import type { Language } from "../formats/table.ts";

const OPTIONS = {
  act: { type: "string" },
  as: { type: "string" },
  "as-if": { type: "string" },
  body: { type: "string" },
  bytes: { type: "string" },
  data: { type: "string", multiple: true },
  deep: { type: "boolean" },
  depth: { type: "string" },
  effect: { type: "string", multiple: true },
  evidence: { type: "string" },
  format: { type: "string" },
  help: { type: "boolean", short: "h" },
  hold: { type: "string", multiple: true },
  json: { type: "boolean" },
  key: { type: "string" },
  lang: { type: "string" },
  list: { type: "boolean" },
  online: { type: "boolean" },
  out: { type: "string" },
  param: { type: "string", multiple: true },
  price: { type: "string", multiple: true },
  server: { type: "string" },
  statement: { type: "string", multiple: true },
  status: { type: "string" },
  template: { type: "string" },
  token: { type: "string" },
  trust: { type: "string" },
  "valid-from": { type: "string" },
  version: { type: "string" },
} as const;
type Option = keyof typeof OPTIONS;

type CommandSpec = {
  /** Fewest and most operands. */
  operands: readonly [number, number];
  options: readonly Option[];
  /** The first is taken where none is named. */
  formats?: readonly Format[];
};

/** What each command takes; anything else is a wrong call. */
const COMMANDS = {
  calculate: { operands: [1, 1], options: ["format", "out", "as-if", "data"], formats: ["table", "csv", "json"] },
  explain: { operands: [1, 3], options: ["depth", "out", "as-if", "data"] },
  check: { operands: [1, 1], options: ["out", "as-if", "data"] },
  render: { operands: [1, 1], options: ["as", "format", "template", "out", "as-if", "data"], formats: ["json", "xlsx", "pdf"] },
  declare: { operands: [1, 1], options: ["statement", "price", "format", "out", "as-if", "data"], formats: ["table", "csv", "json"] },
  compare: { operands: [2, 2], options: ["format", "out", "data"], formats: ["table", "json", "html"] },
  data: { operands: [1, 2], options: ["out", "data", "act", "valid-from", "status", "effect", "format"], formats: ["table", "json"] },
  seal: { operands: [1, 1], options: ["out", "evidence", "hold", "key", "as-if", "data"] },
  verify: { operands: [1, 1], options: ["trust", "status", "online", "json"] },
  serve: { operands: [0, 0], options: [] },
  doctor: { operands: [0, 0], options: ["deep"] },
  backup: { operands: [0, 0], options: ["out"] },
  restore: { operands: [1, 1], options: [] },
  export: { operands: [1, 1], options: ["out"] },
  erase: { operands: [1, 1], options: [] },
  load: { operands: [1, 1], options: ["act", "valid-from", "status"] },
  call: { operands: [0, 1], options: ["list", "help", "server", "token", "param", "body", "bytes", "out", "version", "key"] },
} as const satisfies Record<string, CommandSpec>;
type Command = keyof typeof COMMANDS;

type Format = "table" | "csv" | "json" | "html" | "xlsx" | "pdf";
const RENDERINGS = ["html", "pdf", "xlsx", "workbook", "operator-report", "summary", "addendum"] as const;
const LISTS: readonly string[] = ["operator-report", "summary", "addendum"];

const STATUSES = ["inForce", "superseded", "proposed", "unsure"] as const;

export type Call = {
  command: Command;
  operands: string[];
  lang: Language;
  format: Format;
  as: (typeof RENDERINGS)[number];
  /** The blank copy of the Commission's workbook that is to be filled. */
  template?: string;
  out?: string;
  asIf?: number;
  depth?: number;
  /** Prices of certificates in EUR/tCO2e by quarter, year or "any". */
  prices: Record<string, number>;
  /** Files of statements that import lines refer to. */
  statements: string[];
  /** Files of tables to be used in place of the shipped ones. */
  data: string[];
  /** Files that an imported table is tried on. */
  effects: string[];
  act?: string;
  validFrom?: string;
  status?: (typeof STATUSES)[number];
  seal?: Sealing;
  verify?: Verifying;
  /** Of the doctor: every piece of evidence held against its hash. */
  deep?: true;
  remote?: Remote;
};

/** What is sealed beside a Statement: the folder of its evidence, what is held back, the file of the key that signs. */
export type Sealing = { hold: string[]; evidence?: string; key?: string };

/** The files of whom to believe and of newer status lists; `online`: lists are asked for where the package says that they are. */
export type Verifying = { json: boolean; online: boolean; trust?: string; lists?: string };

/** What a call of a server says beside the act. */
export type Remote = {
  list: boolean;
  help: boolean;
  server?: string;
  token?: string;
  params: Record<string, string>;
  /** Files of the JSON, or of the bytes, that are sent; - is the standard input. */
  body?: string;
  bytes?: string;
  version?: number;
  key?: string;
};

export const USAGE: Record<Language, string> = {
  en: `sandan: measure, report and verify what a plant's goods embody

  sandan calculate FILE [--format table|csv|json] [--out FILE] [--as-if YEAR] [--lang ko|en]
  sandan explain FILE [GOOD [MEASURE]] [--depth N] [--as-if YEAR] [--lang ko|en]
  sandan check FILE [--as-if YEAR] [--lang ko|en]
  sandan render FILE --as html|pdf|xlsx [--out FILE] [--as-if YEAR] [--lang ko|en]
  sandan render FILE --as workbook --template BLANK --out OUT
  sandan render FILE --as operator-report|summary|addendum [--format json|xlsx|pdf] [--out FILE] [--as-if YEAR] [--lang ko|en]
  sandan declare LINES [--statement FILE]... [--price PERIOD=EUR]... [--format table|csv|json] [--out FILE] [--as-if YEAR] [--lang ko|en]
  sandan compare BEFORE AFTER [--format table|json|html] [--out FILE] [--lang ko|en]
  sandan seal FILE --out P.sandan [--evidence FOLDER] [--hold RECORD]... [--key KEYFILE] [--as-if YEAR] [--lang ko|en]
  sandan verify P.sandan [--trust FILE] [--status FILE] [--online] [--json] [--lang ko|en]
  sandan data list
  sandan data show ID
  sandan data import TABLE [--act ACT] [--valid-from DATE] [--status STATUS] [--effect FILE]... [--format table|json] [--out TABLE.json]

  sandan serve
  sandan doctor [--deep] [--lang ko|en]
  sandan backup [--out FOLDER]
  sandan restore FOLDER
  sandan export ORGANISATION [--out FILE.zip]
  sandan erase EMAIL
  sandan load TABLE [--act ACT] [--valid-from DATE] [--status STATUS]
  sandan call --list
  sandan call ACT --help
  sandan call ACT --server URL [--token TOKEN] [--param NAME=VALUE]... [--body FILE|-] [--bytes FILE|-] [--out FILE] [--version N] [--key KEY]

--data TABLE: with any command that calculates, an imported table in place of the shipped one (the Commission's workbook, CSV or JSON; docs/DATASETS.md).
FILE: the Commission's filled communication workbook (.xlsx), a case file (.json) or a statement (.json).
GOOD: id, name or CN code of a good. MEASURE: seeDirect, seeIndirect, seeTotal, seeBasis, embeddedElectricity, ...
LINES: import lines (.csv or .json, docs/IMPORT-LINES.md). PERIOD: a quarter (2026-Q3), a year (2027) or any.
RECORD: a record of the statement such as streams/gas, or evidence/SHA256, that is held back; KEYFILE: an Ed25519 private key (PEM), which signs and salts.
verify: needs no network, and asks for newer status lists with --online alone; exit 0 all holds, 1 something fails, 2 something could not be checked (docs/PACKAGE.md).
serve, doctor, backup, restore, export, erase, load: the server of the settings in the environment (docs/OPERATE.md).
ACT: an act of a server's contract. URL and TOKEN also from SANDAN_SERVER and SANDAN_TOKEN, so that the token stands in no list of processes.
Exit: 0 computed, 1 stopped by problems, 2 wrong call.
`,
  ko: `sandan: 제품에 내재된 배출량의 산정, 보고, 검증

  sandan calculate 파일 [--format table|csv|json] [--out 파일] [--as-if 연도] [--lang ko|en]
  sandan explain 파일 [제품 [항목]] [--depth N] [--as-if 연도] [--lang ko|en]
  sandan check 파일 [--as-if 연도] [--lang ko|en]
  sandan render 파일 --as html|pdf|xlsx [--out 파일] [--as-if 연도] [--lang ko|en]
  sandan render 파일 --as workbook --template 빈양식 --out 파일
  sandan render 파일 --as operator-report|summary|addendum [--format json|xlsx|pdf] [--out 파일] [--as-if 연도] [--lang ko|en]
  sandan declare 수입목록 [--statement 파일]... [--price 기간=EUR]... [--format table|csv|json] [--out 파일] [--as-if 연도] [--lang ko|en]
  sandan compare 이전파일 이후파일 [--format table|json|html] [--out 파일] [--lang ko|en]
  sandan seal 파일 --out P.sandan [--evidence 폴더] [--hold 기록]... [--key 키파일] [--as-if 연도] [--lang ko|en]
  sandan verify P.sandan [--trust 파일] [--status 파일] [--online] [--json] [--lang ko|en]
  sandan data list
  sandan data show ID
  sandan data import 표 [--act 법령] [--valid-from 날짜] [--status 상태] [--effect 파일]... [--format table|json] [--out 표.json]

  sandan serve
  sandan doctor [--deep] [--lang ko|en]
  sandan backup [--out 폴더]
  sandan restore 폴더
  sandan export 조직ID [--out 파일.zip]
  sandan erase 전자우편
  sandan load 표 [--act 법령] [--valid-from 날짜] [--status 상태]
  sandan call --list
  sandan call 행위 --help
  sandan call 행위 --server 주소 [--token 토큰] [--param 이름=값]... [--body 파일|-] [--bytes 파일|-] [--out 파일] [--version N] [--key 키]

--data 표: 계산하는 모든 명령에서 내장된 표 대신 쓸 표(집행위원회 엑셀, CSV, JSON; docs/DATASETS.md).
파일: 작성한 집행위원회 통신 양식(.xlsx), 사례 파일(.json), 산정서(.json).
제품: 제품의 id, 이름, CN 코드. 항목: seeDirect, seeIndirect, seeTotal, seeBasis, embeddedElectricity, ...
수입목록: 수입 항목(.csv 또는 .json, docs/IMPORT-LINES.md). 기간: 분기(2026-Q3), 연도(2027) 또는 any.
기록: 감출 기록(streams/gas 등) 또는 evidence/SHA256. 키파일: 서명하고 소금값을 만드는 Ed25519 개인키(PEM).
verify: 네트워크 없이 확인한다. 종료 코드 0 모두 맞음, 1 틀린 것이 있음, 2 확인하지 못한 것이 있음(docs/PACKAGE.md).
serve, doctor, backup, restore, export, erase, load: 환경 변수로 설정한 서버(docs/OPERATE.md).
행위: 서버 계약의 행위 이름. 주소와 토큰은 SANDAN_SERVER, SANDAN_TOKEN으로도 주어 토큰이 프로세스 목록에 남지 않게 할 수 있다.
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
  const [command, ...operands] = positionals;
  if ((values.help && !(command === "call" && operands.length > 0)) || command === "help") return { help: fallback };
  if (command === undefined) return misuse(fallback === "ko" ? "명령이 없습니다" : "no command");
  if (!isCommand(command)) return misuse(command);
  const wrong = misplaced(command, operands, values);
  if (wrong !== undefined) return misuse(wrong);
  const { asIf, depth, prices, format, as, lang, status, validFrom } = valuesOf(command, values, environmentLanguage);
  const remote = command === "call" ? remoteOf(operands, values) : undefined;
  const refused = [lang, format, as, asIf, depth, prices, status, validFrom, remote].find((read) => read instanceof Wrong);
  if (refused !== undefined) return misuse(refused.option);
  const unfit =
    command === "render" ? unfitRendering(as as Call["as"], values) : command === "seal" && !values.out ? "seal: --out?" : undefined;
  if (unfit !== undefined) return misuse(unfit);
  return {
    command,
    operands,
    lang: lang as Language,
    format: format as Format,
    as: as as Call["as"],
    prices: prices as Record<string, number>,
    statements: values.statement ?? [],
    data: values.data ?? [],
    effects: values.effect ?? [],
    ...(values.act !== undefined && { act: values.act }),
    ...(validFrom !== undefined && { validFrom: validFrom as string }),
    ...packaging(command, values),
    ...(command !== "verify" && values.status !== undefined && { status: status as (typeof STATUSES)[number] }),
    ...(values.template !== undefined && { template: values.template }),
    ...(values.out !== undefined && { out: values.out }),
    ...(asIf !== undefined && { asIf: asIf as number }),
    ...(depth !== undefined && { depth: depth as number }),
    ...(values.deep && { deep: true }),
    ...(remote !== undefined && { remote: remote as Remote }),
  };
}

function packaging(
  command: Command,
  { hold = [], evidence, key, json = false, online = false, trust, status: lists }: Values,
): Pick<Call, "seal" | "verify"> {
  if (command === "seal") return { seal: { hold, ...(evidence !== undefined && { evidence }), ...(key !== undefined && { key }) } };
  if (command === "verify")
    return { verify: { json, online, ...(trust !== undefined && { trust }), ...(lists !== undefined && { lists }) } };
  return {};
}

/** An act is named unless all are to be listed; what is sent is JSON or bytes, not both. */
function remoteOf(operands: readonly string[], values: Values): Remote | Wrong {
  const { list = false, help = false, server, token, body, bytes, key } = values;
  if (list !== (operands.length === 0)) return new Wrong("call: ACT, --list?");
  if (body !== undefined && bytes !== undefined) return new Wrong("--body, --bytes");
  const params: Record<string, string> = {};
  for (const given of values.param ?? []) {
    const [, name, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(given) ?? [];
    if (name === undefined || value === undefined || Object.hasOwn(params, name)) return new Wrong(`--param ${given}`);
    params[name] = value;
  }
  const version = wholeNumber("version", values.version, 1, 1_000_000_000);
  if (version instanceof Wrong) return version;
  const texts = { server, token, body, bytes, key };
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as Partial<Remote>;
  return { list, help, params, ...given, ...(version !== undefined && { version }) };
}

function parse(argv: string[]) {
  return parseArgs({ args: argv, allowPositionals: true, options: OPTIONS });
}
type Values = ReturnType<typeof parse>["values"];

const isCommand = (text: string): text is Command => Object.hasOwn(COMMANDS, text);

/** An option that the command does not take, or too few or many operands. */
function misplaced(command: Command, operands: readonly string[], values: Values): string | undefined {
  const spec: CommandSpec = COMMANDS[command];
  const foreign = Object.keys(values).find((option) => option !== "lang" && !spec.options.includes(option as Option));
  if (foreign !== undefined) return `${command} --${foreign}`;
  const [fewest, most] = spec.operands;
  if (operands.length < fewest || operands.length > most) return `${command}: ${operands.length === 0 ? "FILE?" : operands.join(" ")}`;
  return undefined;
}

/** The workbook needs a template and a file to go to; only the operator's reports come in several formats. */
function unfitRendering(as: Call["as"], { template, out, format }: Values): string | undefined {
  if (as === "workbook" ? template === undefined || out === undefined : template !== undefined)
    return `render --as ${as}: --template, --out?`;
  return format !== undefined && !LISTS.includes(as) ? `render --as ${as} --format ${format}` : undefined;
}

/** An option whose value is none of those that it may have. */
class Wrong {
  readonly option: string;
  constructor(option: string) {
    this.option = option;
  }
}

function valuesOf(command: Command, values: Values, environmentLanguage: string | undefined) {
  const { formats }: CommandSpec = COMMANDS[command];
  return {
    lang: languageOf(values.lang, environmentLanguage) ?? new Wrong(`--lang ${values.lang}`),
    format: oneOf("format", values.format ?? (command === "data" ? undefined : endingOf(values.out, formats)), formats ?? ["table"]),
    as: oneOf("as", values.as, RENDERINGS),
    asIf: wholeNumber("as-if", values["as-if"], 2021, 2100),
    depth: wholeNumber("depth", values.depth, 0, 10_000),
    prices: pricesOf(values.price ?? []),
    status: command === "verify" ? undefined : oneOf("status", values.status, STATUSES),
    validFrom: dayOf(values["valid-from"]),
  };
}

/** Without --format the name of the file to write says what it is to be, where it can. */
function endingOf(out: string | undefined, formats: readonly Format[] | undefined): Format | undefined {
  const ending = out?.split(".").at(-1)?.toLowerCase();
  return formats?.find((format) => format === ending);
}

function oneOf<T extends string>(option: Option, text: string | undefined, allowed: readonly T[]): T | Wrong {
  const found = text === undefined ? allowed[0] : allowed.find((one) => one === text);
  return found ?? new Wrong(`--${option} ${text}`);
}

function wholeNumber(option: Option, text: string | undefined, least: number, most: number): number | undefined | Wrong {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isInteger(value) && value >= least && value <= most ? value : new Wrong(`--${option} ${text}`);
}

function dayOf(text: string | undefined): string | undefined | Wrong {
  return text === undefined || /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) ? text : new Wrong(`--valid-from ${text}`);
}

/** "2026-Q3=80.12" and the like; which periods and amounts may be is the law's to say. */
function pricesOf(given: readonly string[]): Record<string, number> | Wrong {
  const prices: Record<string, number> = {};
  for (const text of given) {
    const [, period, amount] = /^([\w-]+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
    if (period === undefined || Object.hasOwn(prices, period)) return new Wrong(`--price ${text}`);
    prices[period] = Number(amount);
  }
  return prices;
}
