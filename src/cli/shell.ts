// What a command needs of its surroundings, and how it answers: print, write, report, refuse.
import type { BothLanguages, Problem } from "../base/problem.ts";
import type { DeclarationOptions } from "../calc/declare.ts";
import type { Options } from "../calc/pipeline.ts";
import type { PackageKeys } from "../calc/seal-package.ts";
import type { Compile } from "../formats/pdf/render-pdf.ts";
import type { Language } from "../formats/table.ts";
import type { Fetch } from "../model/client.ts";
import type { Call } from "./arguments.ts";
import { problemCount, problemLines } from "./problems.ts";

/** What the shell gives: files, streams, the large tables. Main hands them over. */
export type Shell = {
  read: (path: string) => Uint8Array | Error;
  /** Paths of the files in a folder and in its folders. */
  list: (folder: string) => string[] | Error;
  write: (path: string, content: string | Uint8Array) => Error | undefined;
  /** All of the standard input. */
  input: () => Uint8Array | Error;
  /** A variable of the environment, where it is set. */
  variable: (name: string) => string | undefined;
  fetch: Fetch;
  /** The bytes at an address, of a bounded length; undefined where none came. */
  get: (url: string, mostBytes: number) => Promise<Uint8Array | undefined>;
  /** Prints; an error where the output takes no more. */
  out: (text: string) => Error | undefined;
  err: (text: string) => void;
  fileName: (path: string) => string;
  /** True if two paths lead to the same file. */
  sameFile: (one: string, other: string) => boolean;
  defaultValues: () => Promise<DeclarationOptions["defaultValues"]>;
  benchmarks: () => Promise<DeclarationOptions["benchmarks"]>;
  /** The compiler of PDFs. */
  compiler: () => Promise<Compile>;
  /** What signs and verifies. */
  keys: () => Promise<PackageKeys>;
  /** Milliseconds. */
  now: () => number;
  /** Called at each stage; says it where the work has lasted over a second. */
  stage: (name: string) => void;
};

/** A file that was read, and what it is to be calculated with. */
export type Read = { bytes: Uint8Array; options: Options };

const DONE = 0;
export const STOPPED = 1;
export const MISUSED = 2;

/** One line to the error stream, and the exit code to answer with. */
export function refuse(shell: Shell, lang: Language, code: number, text: BothLanguages): number {
  shell.err(`${text[lang]}\n`);
  return code;
}

/** The bytes of a file, or the exit code where it cannot be read. */
export function bytesOf(shell: Shell, lang: Language, path: string): Uint8Array | number {
  const bytes = shell.read(path);
  if (!(bytes instanceof Error)) return bytes;
  return refuse(shell, lang, STOPPED, {
    ko: `파일 '${path}'을(를) 읽을 수 없습니다: ${bytes.message}`,
    en: `the file '${path}' cannot be read: ${bytes.message}`,
  });
}

/** The exit code where --out is one of the files that are read; nothing is overwritten. */
export function overwriting(call: Call, shell: Shell, inputs: readonly string[]): number | undefined {
  const { out, lang } = call;
  const input = out === undefined ? undefined : inputs.find((path) => shell.sameFile(path, out));
  if (input === undefined) return undefined;
  return refuse(shell, lang, MISUSED, {
    ko: `--out이 입력 파일 '${input}'을(를) 덮어쓰게 됩니다. 다른 이름을 주십시오.`,
    en: `--out would overwrite the input '${input}'; give another name.`,
  });
}

/** Prints, or writes to --out; what is no text is only written. */
export function deliver({ out, lang }: Pick<Call, "out" | "lang">, shell: Shell, content: string | Uint8Array): number {
  if (out === undefined) {
    if (typeof content !== "string")
      return refuse(shell, lang, MISUSED, {
        ko: "이 형식은 파일로만 쓸 수 있습니다. --out 파일을 주십시오.",
        en: "this form goes to a file only: give --out FILE.",
      });
    const lost = shell.out(content);
    if (lost === undefined) return DONE;
    return refuse(shell, lang, STOPPED, {
      ko: `결과를 다 출력하지 못했습니다: ${lost.message}`,
      en: `the output could not be written whole: ${lost.message}`,
    });
  }
  const failed = shell.write(out, content);
  if (failed === undefined) return DONE;
  return refuse(shell, lang, STOPPED, {
    ko: `'${out}'에 쓸 수 없습니다: ${failed.message}`,
    en: `'${out}' cannot be written: ${failed.message}`,
  });
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
export function report({ lang }: Call, shell: Shell, problems: readonly Problem[], file: string): void {
  if (problems.length === 0) return;
  const placed = problems.map((p) => (p.place === undefined || p.place.file !== undefined ? p : { ...p, place: { file, ...p.place } }));
  const { few, left } = fewOfEach(placed);
  const more =
    left === 0
      ? []
      : [lang === "ko" ? `... 같은 종류 ${left}건 더 있음: sandan check` : `... ${left} more of the same kinds: sandan check`];
  shell.err(`${[...problemLines(few, lang), ...more, problemCount(problems, lang)].join("\n")}\n`);
}
