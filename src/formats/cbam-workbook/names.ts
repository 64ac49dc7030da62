// Traps of the template's sums by name: names that its SUMIF formulas would join although they are different things.
import type { BothLanguages } from "../../base/problem.ts";
import type { Precursor, Process } from "../../model/case.ts";
import { PRECURSOR_ROWS, PROCESS_ROWS } from "./cells.ts";
import type { Inputs } from "./inputs.ts";
import { normalised } from "./vocabulary.ts";

type Named = { id: string; name: string; cell: string; kind: "process" | "precursor" };

/** Ids of processes and precursors whose sums by name the template may mix with those of others. */
export function collidingIds(processes: readonly Process[], precursors: readonly Precursor[]): Set<string> {
  const named = namedOf(processes, precursors);
  const found = new Set<string>();
  collisionsIn(named, (n, _, twin) => {
    found.add(n.id);
    if (twin !== undefined) found.add(twin.id);
  });
  return found;
}

type Warn = (n: Named, why: BothLanguages, twin?: Named) => void;

/**
 * Law: the template joins processes and precursors by name: case does not count, "*", "?" and "~" are wildcards, and "_" joins
 * two names into one key. Each name that may so be mistaken is a warning, NAME_COLLISION.
 */
export function checkNames(inputs: Inputs, processes: readonly Process[], precursors: readonly Precursor[]): void {
  collisionsIn(namedOf(processes, precursors), (n, why) => {
    inputs.path = `${n.kind}/${n.id}/name`;
    inputs.problem("NAME_COLLISION", PROCESS_ROWS.sheet, n.cell, { name: n.name, why });
  });
}

function namedOf(processes: readonly Process[], precursors: readonly Precursor[]): Named[] {
  return [
    ...processes.map((p, i) => place(p, "process", PROCESS_ROWS.name, PROCESS_ROWS.first + indexOf(p.id, i))),
    ...precursors.map((p, i) => place(p, "precursor", PRECURSOR_ROWS.name, PRECURSOR_ROWS.first + indexOf(p.id, i))),
  ];
}

function collisionsIn(named: readonly Named[], warn: Warn): void {
  const seen = new Map<string, Named>();
  for (const n of named) {
    const twin = seen.get(normalised(n.name));
    if (twin === undefined) seen.set(normalised(n.name), n);
    else warn(n, sameName(twin, n), twin);
    if (/[*?~]/.test(n.name)) warn(n, WILDCARDS);
  }
  checkJoins(named, warn);
}

const WILDCARDS: BothLanguages = { ko: "*, ?, ~은(는) 와일드카드임", en: "*, ? and ~ are wildcards" };

function sameName(twin: Named, n: Named): BothLanguages {
  const same = twin.name === n.name;
  return {
    ko: `${twin.id}(${twin.cell})와 ${same ? "이름이 같음" : "대소문자나 빈칸 말고는 이름이 같음"}`,
    en: `${twin.id} (${twin.cell}) has the same name${same ? "" : " but for case or blanks"}`,
  };
}

const indexOf = (id: string, fallback: number): number => {
  const n = Number(id.replace(/^P+/, "")) - 1;
  return Number.isInteger(n) ? n : fallback;
};

function place(p: { id: string; name: string }, kind: Named["kind"], column: string, row: number): Named {
  return { id: p.id, name: p.name, cell: column + row, kind };
}

/** The key of a transfer is from_to: two different pairs may give the same key where names hold "_". */
function checkJoins(named: readonly Named[], warn: Warn): void {
  if (!named.some((n) => n.name.includes("_"))) return;
  const keys = new Map<string, [Named, Named]>();
  const warned = new Set<string>();
  for (const from of named) {
    for (const to of named) {
      if (to.kind !== "process" || from === to) continue;
      const key = `${normalised(from.name)}_${normalised(to.name)}`;
      const other = keys.get(key);
      if (other === undefined) keys.set(key, [from, to]);
      else if (!warned.has(from.id) && normalised(other[0].name) !== normalised(from.name)) {
        warned.add(from.id);
        warn(
          from,
          { ko: `"_" 때문에 ${other[0].id}의 이동과 키가 같음`, en: `with "_" its transfers have the same key as those of ${other[0].id}` },
          other[0],
        );
      }
    }
  }
}
