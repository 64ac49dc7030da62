// De minimis: the mass imported in a calendar year, all goods together, against the threshold.
import { div, ref, type Step } from "../../../base/derivation.ts";
import type { DeMinimis } from "../../../model/declaration.ts";
import { threshold } from "../free-allocation-years.ts";
import { sum } from "./book.ts";
import { type Context, figureOf, type Line, say, sharedLeaf } from "./context.ts";

/** A sum of doubles may pass a bound by its own rounding alone. */
const NOISE = 1e-12;

/** Law: the threshold does not hold for hydrogen and electricity, and goods of exempt origin do not count. */
export function countsForThreshold({ category, exempt }: Line): boolean {
  return category !== "hydrogen" && category !== "electricity" && !exempt;
}

/**
 * Law: an importer whose net mass of all goods together does not exceed 50 t in a calendar year owes nothing; beyond it the whole year is liable.
 * Masses in t. Problems: DE_MINIMIS_EXEMPT, DE_MINIMIS_NEAR. Source: Reg (EU) 2023/956, Art. 2a and Annex VII.
 */
export function deMinimis(context: Context, year: number, lines: readonly { line: Line; mass: Step }[]): DeMinimis {
  const counted = lines.filter(({ line }) => countsForThreshold(line)).map(({ mass }) => mass);
  const rule = { act: "Reg (EU) 2023/956", point: "Art. 2a and Annex VII" };
  const at = (what: string) => ({ id: `year/${year}/${what}`, what, subject: String(year), rule });
  const mass = context.ledger.step({ ...at("netMass"), unit: "t" }, sum("M", counted));
  const bound = (id: "deMinimisMass" | "deMinimisNear"): Step => {
    const found = threshold(id, year);
    return sharedLeaf(context, {
      id: `threshold/${id}/${year}`,
      what: id,
      subject: id,
      value: found?.value ?? null,
      unit: found?.unit ?? "1",
      ...(found && { factor: found.source }),
    });
  };
  const limit = bound("deMinimisMass");
  const share = context.ledger.step({ ...at("deMinimisShare"), unit: "1" }, div(ref("M", mass), ref("limit", limit)));
  const part = share.value ?? Number.POSITIVE_INFINITY;
  const exceeded = part > 1 + NOISE;
  const near = !exceeded && part > (bound("deMinimisNear").value ?? 1);
  const params = { year, mass: mass.value === null ? "-" : Number(mass.value.toPrecision(12)), limit: limit.value ?? "-" };
  if (!exceeded && counted.length > 0) say(context, "DE_MINIMIS_EXEMPT", { params });
  if (near) say(context, "DE_MINIMIS_NEAR", { params: { ...params, share: Math.floor(part * 1000) / 10 } });
  return { mass: figureOf(mass), limit: figureOf(limit), share: figureOf(share), exceeded, near };
}
