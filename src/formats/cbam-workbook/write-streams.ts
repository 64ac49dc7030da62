// Sheet B of the workbook: source streams, electrolysis cells and measured points, one row each.
import type { Case, MeasuredPoint, Pfc, Stream } from "../../model/case.ts";
import type { Quantity } from "../../model/quantity.ts";
import { MEASURED_POINTS, PFC, STREAMS } from "./cells.ts";
import { ACTIVITY_UNITS, FACTOR_UNITS, GAS_CHOICES, METHOD_CHOICES, PFC_METHOD_CHOICES, technologyOf } from "./vocabulary.ts";
import { type Form, isLike } from "./write-form.ts";

/** Rows 17-91, 98-107 and 113-122, in the order of the case. */
export function writeStreams(form: Form, given: Case): void {
  for (const [i, stream] of (given.streams ?? []).entries()) writeStream(form, stream, STREAMS.first + i);
  for (const [i, pfc] of (given.pfc ?? []).entries()) writePfc(form, pfc, PFC.first + i);
  for (const [i, point] of (given.measuredPoints ?? []).entries()) writePoint(form, point, MEASURED_POINTS.first + i);
  const shared = { stream: given.streams, pfc: given.pfc, point: given.measuredPoints };
  for (const [kind, records] of Object.entries(shared))
    for (const { id, shares } of records ?? []) if (shares !== undefined) form.lost("shares", `${kind}/${id}/shares`, id);
}

/** A standard factor, and a carbon content that follows from the emission factor, are typed as the calculation found them. */
function writeStream(form: Form, stream: Stream, row: number): void {
  const { sheet } = STREAMS;
  const step = (field: string): string => `stream/${stream.id}/${field}`;
  form.choice(sheet, STREAMS.key + row, stream.method, METHOD_CHOICES);
  form.text(sheet, STREAMS.name + row, stream.name);
  const unit = stream.activity !== undefined && isLike(stream.activity.unit, "1000Nm3") ? "1000Nm3" : "t";
  if (stream.activity !== undefined) form.choice(sheet, STREAMS.activityUnit + row, unit, ACTIVITY_UNITS);
  form.quantity(sheet, { at: STREAMS.activity + row, unit }, stream.activity, step("activity"));
  const { netCalorificValue: ncv, carbonContent: carbon } = STREAMS.byActivityUnit;
  form.quantity(
    sheet,
    { at: ncv.at + row, unit: `${ncv.per}/${unit}` },
    fitting(stream.netCalorificValue, `${ncv.per}/${unit}`),
    step("netCalorificValue"),
  );
  if (stream.method === "massBalance")
    form.quantity(sheet, { at: carbon.at + row, unit: `${carbon.per}/${unit}` }, stream.carbonContent, step("carbonContent"));
  else form.quantity(sheet, { at: carbon.at + row, unit: `${carbon.per}/${unit}` }, fitting(stream.carbonContent, `${carbon.per}/${unit}`));
  writeFactor(form, stream, row, step("emissionFactor"));
  form.quantities(sheet, STREAMS.quantities, stream, { moved: (at) => at + row });
  if (stream.biomassEvidence !== undefined) form.lost("biomassEvidence", `stream/${stream.id}/biomassEvidence`, stream.id);
}

/** The quantity if it has the dimension of the cell's unit: a value per tonne beside a volume is of no use to the template. */
function fitting(given: Quantity | undefined, unit: string): Quantity | undefined {
  return given !== undefined && isLike(given.unit, unit) ? given : undefined;
}

function writeFactor(form: Form, stream: Stream, row: number, step: string): void {
  const { sheet } = STREAMS;
  const given = stream.emissionFactor;
  const unit = FACTOR_UNITS.map(([name]) => name).find((name) => isLike(given?.unit ?? "tCO2/TJ", name));
  if (unit === undefined || form.number(given, unit, step) === undefined) return;
  form.choice(sheet, STREAMS.factorUnit + row, unit, FACTOR_UNITS);
  form.quantity(sheet, { at: STREAMS.emissionFactor + row, unit }, given, step);
}

/** The current efficiency goes in as per cent: so the template's formula is that of the law (eq. 24). */
function writePfc(form: Form, pfc: Pfc, row: number): void {
  const { sheet } = PFC;
  form.choice(sheet, PFC.key + row, pfc.method, PFC_METHOD_CHOICES);
  form.text(sheet, PFC.technology + row, technologyText(form, pfc));
  const own = pfc.method === "slope" ? ["slopeFactor", "weightFraction"] : ["overvoltageCoefficient", "weightFraction"];
  form.quantities(sheet, PFC.quantities, pfc, {
    moved: (at) => at + row,
    step: (field) => (own.includes(field) ? `pfc/${pfc.id}/${field}` : undefined),
  });
  form.quantity(sheet, { at: PFC.currentEfficiency + row, unit: "%" }, pfc.currentEfficiency);
}

/** The cell holds one text, from which the technology is read: the name if it says the technology, else both, else the technology alone. */
function technologyText(form: Form, { id, name, technology }: Pfc): string | undefined {
  if (technology === undefined) return name;
  const texts = name === undefined ? [] : [name, `${name} (${technology})`];
  const text = texts.find((t) => technologyOf(t) === technology);
  if (text === undefined && name !== undefined) form.lost("cell", `pfc/${id}/name`, id);
  return text ?? technology;
}

function writePoint(form: Form, point: MeasuredPoint, row: number): void {
  const { sheet } = MEASURED_POINTS;
  form.choice(sheet, MEASURED_POINTS.key + row, point.gas, GAS_CHOICES);
  form.text(sheet, MEASURED_POINTS.name + row, point.name);
  form.quantities(sheet, MEASURED_POINTS.quantities, point, { moved: (at) => at + row });
}
