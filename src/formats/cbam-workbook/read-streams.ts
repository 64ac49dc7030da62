// Sheet B of the workbook: source streams, PFC and measured points.
import type { MeasuredPoint, Pfc, Stream } from "../../model/case.ts";
import type { Quantity } from "../../model/quantity.ts";
import { PFC_TECHNOLOGIES, type PfcMethod } from "../../model/vocabulary.ts";
import { MEASURED_POINTS, PFC, type Rows, STREAMS, streamId } from "./cells.ts";
import { given, type Inputs } from "./inputs.ts";
import { ACTIVITY_UNITS, type Choices, FACTOR_UNITS, GAS_CHOICES, METHOD_CHOICES, PFC_METHOD_CHOICES, technologyOf } from "./vocabulary.ts";

/** Walks the rows whose key cell is filled; entries of other rows are named in a Problem (INPUT_IGNORED). */
export function eachRow<T>(inputs: Inputs, rows: Rows, columns: readonly string[], read: (row: number) => T | undefined): T[] {
  const records: T[] = [];
  for (let row = rows.first; row < rows.first + rows.count; row++) {
    if (inputs.blank(rows.sheet, rows.key + row)) {
      inputs.path = "";
      inputs.ignored(
        rows.sheet,
        columns.map((column) => column + row),
        rows.key + row,
      );
      continue;
    }
    const record = read(row);
    if (record !== undefined) records.push(record);
  }
  return records;
}

/** The name in a cell, or the record's id with a Problem (NAME_BLANK). */
function nameOr(inputs: Inputs, sheet: string, ref: string, id: string): string {
  return inputs.at("name", () => {
    const known = inputs.problems.length;
    const name = inputs.name(sheet, ref);
    if (name === undefined && inputs.problems.length === known) inputs.problem("NAME_BLANK", sheet, ref, { name: id });
    return name ?? id;
  });
}

/**
 * Source streams of rows 17-91 (t or 1000 Nm3, GJ, t CO2, t C). Blank oxidation and conversion factors and biomass stay absent.
 * Problems: UNIT_CELL_BLANK where a value has no unit, VOCABULARY_UNKNOWN, those of Inputs.quantity.
 */
export function readStreams(inputs: Inputs): Stream[] {
  return eachRow(inputs, STREAMS, ["E", "F", "H", "J", "L"], (row) => {
    const { sheet } = STREAMS;
    const id = streamId(row);
    inputs.path = `stream/${id}`;
    const method = inputs.choice(sheet, STREAMS.key + row, METHOD_CHOICES);
    if (method === undefined) return undefined;
    return {
      id,
      name: nameOr(inputs, sheet, STREAMS.name + row, id),
      method,
      ...byActivityUnit(inputs, row),
      ...given(
        "emissionFactor",
        inputs.at("emissionFactor", () =>
          withUnit(inputs, STREAMS.emissionFactor + row, STREAMS.factorUnit + row, FACTOR_UNITS, (unit) => unit),
        ),
      ),
      ...inputs.quantities(sheet, STREAMS.quantities, (at) => at + row),
      origin: inputs.origin(sheet, STREAMS.key + row),
    };
  });
}

function byActivityUnit(inputs: Inputs, row: number): Pick<Stream, "activity" | "netCalorificValue" | "carbonContent"> {
  const unitCell = STREAMS.activityUnit + row;
  const { netCalorificValue: ncv, carbonContent: carbon } = STREAMS.byActivityUnit;
  const read = (field: string, at: string, unitOf: (unit: string) => string): Quantity | undefined =>
    inputs.at(field, () => withUnit(inputs, at + row, unitCell, ACTIVITY_UNITS, unitOf));
  return {
    ...given(
      "activity",
      read("activity", STREAMS.activity, (unit) => unit),
    ),
    ...given(
      "netCalorificValue",
      read("netCalorificValue", ncv.at, (unit) => `${ncv.per}/${unit}`),
    ),
    ...given(
      "carbonContent",
      read("carbonContent", carbon.at, (unit) => `${carbon.per}/${unit}`),
    ),
  };
}

function withUnit<T extends string>(
  inputs: Inputs,
  at: string,
  unitCell: string,
  units: Choices<T>,
  unitOf: (unit: T) => string,
): Quantity | undefined {
  const { sheet } = STREAMS;
  if (inputs.blank(sheet, at)) return undefined;
  if (inputs.blank(sheet, unitCell)) {
    inputs.problem("UNIT_CELL_BLANK", sheet, unitCell, { cell: at, allowed: units.map(([unit]) => unit).join(", ") });
    return undefined;
  }
  const known = inputs.problems.length;
  const unit = inputs.choice(sheet, unitCell, units);
  if (unit === undefined) {
    const again = inputs.problems.slice(0, known).some((p) => p.place?.cell === unitCell && p.place.sheet === sheet);
    if (again) inputs.problems.length = known;
    return undefined;
  }
  return inputs.quantity(sheet, { at, unit: unitOf(unit) });
}

/**
 * PFC of rows 98-107. A current efficiency up to 1 is a fraction, above it per cent; the collection efficiency is a fraction. The template takes
 * the number as it stands, and per cent is right: of a fraction its CF4 is a hundredfold.
 * Problems: PFC_EFFICIENCY_PERCENT, TECHNOLOGY_UNKNOWN, VOCABULARY_UNKNOWN, those of Inputs.quantity.
 */
export function readPfc(inputs: Inputs): Pfc[] {
  return eachRow(inputs, PFC, ["E", "F", "AG", "AH", "AI", "AJ", "AK", "AL", "AM"], (row) => {
    const { sheet } = PFC;
    const id = streamId(row);
    inputs.path = `pfc/${id}`;
    const method = inputs.choice(sheet, PFC.key + row, PFC_METHOD_CHOICES);
    if (method === undefined) return undefined;
    const text = inputs.name(sheet, PFC.technology + row);
    const technology = text === undefined ? undefined : technologyOf(text);
    if (text !== undefined && technology === undefined) {
      inputs.problem("TECHNOLOGY_UNKNOWN", sheet, PFC.technology + row, { value: text, allowed: PFC_TECHNOLOGIES.join(", ") });
    }
    return {
      id,
      ...given("name", text),
      method,
      ...given("technology", technology),
      ...inputs.quantities(sheet, PFC.quantities, (at) => at + row),
      ...given("currentEfficiency", currentEfficiency(inputs, PFC.currentEfficiency + row, method)),
      origin: inputs.origin(sheet, PFC.key + row),
    };
  });
}

function currentEfficiency(inputs: Inputs, ref: string, method: PfcMethod): Quantity | undefined {
  return inputs.at("currentEfficiency", () => {
    const read = inputs.quantity(PFC.sheet, { at: ref, unit: "1" });
    if (read === undefined) return undefined;
    if (read.value > 1) return { ...read, unit: "%" };
    if (method === "overvoltage" && read.value > 0) {
      const percent = Number((100 * read.value).toPrecision(6));
      inputs.problem("PFC_EFFICIENCY_PERCENT", PFC.sheet, ref, { value: read.value, percent });
    }
    return read;
  });
}

/** Measured points of rows 113-122 (g/Nm3, h, 1000 Nm3/h, TJ). Problems: VOCABULARY_UNKNOWN, NAME_BLANK, those of Inputs.quantity. */
export function readMeasuredPoints(inputs: Inputs): MeasuredPoint[] {
  return eachRow(inputs, MEASURED_POINTS, ["D", "V", "X", "Z"], (row) => {
    const { sheet } = MEASURED_POINTS;
    const id = streamId(row);
    inputs.path = `point/${id}`;
    const gas = inputs.choice(sheet, MEASURED_POINTS.key + row, GAS_CHOICES);
    if (gas === undefined) return undefined;
    return {
      id,
      name: nameOr(inputs, sheet, MEASURED_POINTS.name + row, id),
      gas,
      ...inputs.quantities(sheet, MEASURED_POINTS.quantities, (at) => at + row),
      origin: inputs.origin(sheet, MEASURED_POINTS.key + row),
    };
  });
}
