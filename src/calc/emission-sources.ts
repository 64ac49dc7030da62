// The steps at which emissions enter a plant, and how much of any figure comes from each: one reverse sweep over the formulas of the steps.
import type { Step } from "../base/derivation.ts";
import type { BothLanguages } from "../base/problem.ts";
import type { ShareGroup } from "../model/insight.ts";
import { hasWord, word } from "../model/words.ts";
import type { Analysed } from "./analysed.ts";
import { adjoints, type Path, type Place, standing } from "./path.ts";

export type Graph = { steps: ReadonlyMap<string, Step>; path: Path; place: Place };

/** One place where emissions enter. */
export type Source = { step: string; group: ShareGroup; subject: string; process?: string; supplier?: string };

export const graphOf = (steps: ReadonlyMap<string, Step>): Graph => ({ steps, ...standing(steps) });

/** What one unit of each step is worth to the target, in units of the target per unit of the step. */
export type Worth = (step: string) => number;

export function worthTo({ path, place }: Graph, target: string): Worth {
  const worth = adjoints(path, place, path.index.get(target) as number);
  return (step) => worth[path.index.get(step) ?? -1] ?? 0;
}

/** A word in both languages, the special one of a kind of subject before the general. */
export function wordOf({ subjects }: Analysed, { what, subject }: Step): { what: BothLanguages; help?: BothLanguages } {
  const special = `${subjects[subject]?.kind}.${what}`;
  const { ko, en, help } = word(hasWord(special) ? special : what);
  return { what: { ko, en }, ...(help !== undefined && { help }) };
}

/**
 * Law: emissions enter at source streams, electrolysis cells and measured points, at a process's own typed emissions, heat, waste gas and electricity, and with
 * precursors, source by source. What comes after is linear in them, so that amounts × worth sum to a figure where no formula adds anything of its own.
 */
export function sourcesOf(analysed: Analysed): Source[] {
  const { case: told, steps, inputs } = analysed;
  const found: Source[] = [];
  const methods = new Map((told.streams ?? []).map(({ id, method }) => [id, method]));
  const add = (source: Source): void => {
    if (steps.has(source.step)) found.push(source);
  };
  for (const [step, { subject }] of steps) {
    const [kind = "", id = "", field = "", ...rest] = step.split("/");
    if (rest.length > 0 || field !== "emissions") continue;
    if (kind === "stream") add({ step, subject, group: methodOf(steps, id, methods) === "combustion" ? "fuel" : "material" });
    else if (kind === "pfc" || kind === "point") add({ step, subject, group: "other" });
  }
  for (const id of processIds(steps)) {
    const at = `process/${id}`;
    const process = told.processes.find((one) => one.id === id);
    const of = (field: string, group: ShareGroup, flows: readonly { partner?: string | undefined }[] = []): void => {
      const supplier = only(flows.map(({ partner }) => partner));
      add({ step: `${at}/${field}`, subject: id, group, process: id, ...(supplier !== undefined && { supplier }) });
    };
    if (isTyped(steps, `${at}/directOwn`)) of("directOwn", "other");
    of("heat", "heat", process?.heat?.imported);
    of("wasteGas", "wasteGas", process?.wasteGas?.imported);
    of("electricityCredit", "electricity");
    of(
      "indirect",
      "electricity",
      (process?.electricity ?? []).map(({ supplier }) => ({ partner: supplier })),
    );
  }
  for (const step of steps.keys()) {
    const match = /^precursor\/([^/]+)\/source\/(\d+)\/(seeDirect|seeIndirect|seeBasis)$/.exec(step);
    if (match === null) continue;
    const [, subject = "", i = ""] = match;
    const supplier = inputs.byStep.get(`precursor/${subject}/source/${i}/seeDirect`)?.partner;
    add({ step, subject, group: "precursor", ...(supplier !== undefined && { supplier }) });
  }
  return found.sort((a, b) => (a.step < b.step ? -1 : 1));
}

/** The one name that all of them say; undefined where they differ or say none. */
function only(names: readonly (string | undefined)[]): string | undefined {
  const [name, ...others] = new Set(names.map((one) => one?.trim() ?? ""));
  return name === undefined || name === "" || others.length > 0 ? undefined : name;
}

/** The method of a stream; of a withheld one it shows in its steps. */
function methodOf(steps: ReadonlyMap<string, Step>, id: string, methods: ReadonlyMap<string, string>): string {
  return methods.get(id) ?? (steps.has(`stream/${id}/oxidationFactor`) ? "combustion" : "process");
}

/** A number that was typed, as a leaf, in other units or line by line: no other step lies beneath it. */
export function isTyped(steps: ReadonlyMap<string, Step>, id: string): boolean {
  return (steps.get(id)?.terms ?? []).every(({ step }) => step.startsWith(`${id}/`));
}

export function processIds(steps: ReadonlyMap<string, Step>): string[] {
  return [...steps.keys()].flatMap((id) => /^process\/([^/]+)\/activity$/.exec(id)?.[1] ?? []).sort();
}

/** Which of the sources a figure of precursors counts: the basis has a value of its own, beside direct and indirect. */
export const counts = ({ step }: Source, measure: string): boolean =>
  !step.startsWith("precursor/") || step.endsWith("/seeBasis") === (measure === "seeBasis");

/** Processes that take of a source, each with its part: a share of a stream, or tonnes of a precursor in a tonne of the process's goods. */
export type Takers = (source: Source) => readonly { process: string; part: number }[];

export function takersOf(steps: ReadonlyMap<string, Step>): Takers {
  const found = new Map<string, { process: string; part: number }[]>();
  for (const [id, { value }] of steps) {
    const match = /^((?:stream|pfc|point)\/[^/]+)\/share\/([^/]+)$|^(precursor\/[^/]+)\/use\/([^/]+)$/.exec(id);
    if (match === null || value === null || value === 0) continue;
    const [, shared, sharer = "", bought, user = ""] = match;
    const of = shared ?? (bought as string);
    const level = shared === undefined ? (steps.get(`process/${user}/activity`)?.value ?? 0) : 1;
    const mine = found.get(of) ?? [];
    if (level !== 0) mine.push({ process: shared === undefined ? user : sharer, part: value / level });
    found.set(of, mine);
  }
  const all = processIds(steps);
  const only = all.length === 1 ? all[0] : undefined;
  return ({ step, process = only }) => (process === undefined ? (found.get(step.split("/", 2).join("/")) ?? []) : [{ process, part: 1 }]);
}

/** How much of what enters at a source each process takes, in the units of the target; one entry without a process where that cannot be told. */
export function byProcess(
  source: Source,
  { worth, takers, measures, whole }: { worth: Worth; takers: Takers; measures: readonly string[]; whole: number },
): { process?: string; value: number }[] {
  const taking = takers(source);
  const [only, ...others] = taking;
  if (only !== undefined && others.length === 0 && (source.process !== undefined || only.part === 1))
    return [{ process: only.process, value: whole }];
  const bought = source.step.startsWith("precursor/");
  const weights = taking.flatMap(({ process, part }) => {
    const fields = bought ? measures : ["directOwn"];
    const weight = part * fields.reduce((sum, field) => sum + worth(`process/${process}/${field}`), 0);
    return weight === 0 || !Number.isFinite(weight) ? [] : [{ process, weight }];
  });
  const sum = weights.reduce((all, { weight }) => all + weight, 0);
  const amount = bought ? sum : worth(source.step);
  // Shares that do not make up the whole leave out a way that is not known: nothing is then said of processes.
  if (sum === 0 || !(Math.abs(sum - amount) <= 1e-9 * Math.abs(amount))) return [{ value: whole }];
  return weights.map(({ process, weight }) => ({ process, value: (whole * weight) / sum }));
}
