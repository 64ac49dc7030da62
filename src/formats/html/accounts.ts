// The tables that a verifier samples from: installation, processes, source streams, precursors.
import { type Html, html } from "./markup.ts";
import { stepCell } from "./numbers.ts";
import { type Column, MOST_ROWS, table } from "./table.ts";
import { label, nameOf, said, subjectsOfKind, type View } from "./view.ts";

const EMISSIONS = "tCO₂e";

function column(view: View, key: string, unit?: string): Column {
  return { head: label(view, key), ...(unit !== undefined && { unit }) };
}

/** Totals of the installation that are there. */
export function installationTotals(view: View): Html {
  const totals = ["direct", "co2", "n2o", "pfc", "calculated", "measured", "biomassCo2", "energy"].filter((t) =>
    view.steps.has(`installation/${t}`),
  );
  if (totals.length === 0) return html``;
  return html`<dl class="facts">${totals.map((t) => html`<div><dt>${label(view, `installation.${t}`)}</dt><dd>${stepCell(view, `installation/${t}`, true)}</dd></div>`)}</dl>`;
}

/** Activity, the parts of attributed direct emissions, indirect emissions and electricity, for each process. */
export function processTable(view: View): Html {
  const fields: [string, string, string, string][] = [
    ["activity", view.say("활동수준", "Activity level"), "t", ""],
    ["directOwn", view.say("자체 직접", "Own direct"), EMISSIONS, ""],
    ["heat", view.say("열", "Heat"), EMISSIONS, ""],
    ["wasteGas", view.say("폐가스", "Waste gas"), EMISSIONS, ""],
    ["electricityCredit", view.say("전력 공제", "Electricity credit"), EMISSIONS, ""],
    ["attributedDirect", view.say("직접 귀속", "Attributed direct"), EMISSIONS, "b"],
    ["indirect", view.say("간접 귀속", "Attributed indirect"), EMISSIONS, "b"],
    ["electricityConsumed", view.say("전력 소비", "Electricity used"), "MWh", ""],
  ];
  const rows = subjectsOfKind(view, "process").map((id) => [
    html`${said(nameOf(view, id))} ${category(view, id)}`,
    ...fields.map(([field, , , weight]) =>
      weight === "b" ? html`<b>${stepCell(view, `process/${id}/${field}`)}</b>` : stepCell(view, `process/${id}/${field}`),
    ),
  ]);
  const columns = [{ head: label(view, "process"), text: true }, ...fields.map(([, head, unit]) => ({ head, unit }))];
  const caption = view.say("공정별 귀속 배출량", "Attribution by process");
  if (rows.length < 2 || !view.steps.has("installation/attributedDirect")) return table(view, { caption, columns, rows });
  const sums = fields.map(([field]) => {
    const id = `installation/${field === "indirect" ? "indirectAttributed" : field}`;
    return view.steps.has(id) && field !== "activity" ? stepCell(view, id) : html``;
  });
  return table(view, { caption, columns, rows, foot: [html`${view.say("합계", "Total")}`, ...sums] });
}

/** Category, routes and country, as small print beside a name. */
function category(view: View, id: string): Html {
  const subject = view.statement.subjects[id];
  const texts = [
    ...(subject?.category === undefined ? [] : [label(view, subject.category)]),
    ...(subject?.routes ?? []).map((r) => label(view, r)),
    ...(subject?.country === undefined ? [] : [subject.country]),
  ];
  return html`<span class="of">${said(texts.join(" · "))}</span>`;
}

/** Source streams with their factors; electrolysis cells and measured points below, where there are any. */
export function streamTables(view: View): Html {
  const streams = subjectsOfKind(view, "stream");
  const named = (field: string): string[] => streams.slice(0, MOST_ROWS).filter((id) => view.steps.has(`stream/${id}/${field}`));
  const factors = ["netCalorificValue", "emissionFactor", "carbonContent", "oxidationFactor", "conversionFactor", "biomassFraction"].filter(
    (f) => named(f).length > 0,
  );
  const rows = streams.map((id) => [
    said(nameOf(view, id)),
    stepCell(view, `stream/${id}/activity`, true),
    ...factors.map((f) => stepCell(view, `stream/${id}/${f}`, true)),
    html`<b>${stepCell(view, `stream/${id}/emissions`)}</b>`,
    stepCell(view, `stream/${id}/biomass`),
  ]);
  const columns: Column[] = [
    { head: label(view, "stream"), text: true },
    column(view, "stream.activity"),
    ...factors.map((f) => column(view, f)),
    column(view, "emissions", EMISSIONS),
    column(view, "biomass", "tCO₂"),
  ];
  const caption = view.say("배출원별 활동자료·계수·배출량", "Activity data, factors and emissions by source stream");
  return html`${streams.length > 0 && table(view, { caption, columns, rows })}${simple(view, "pfc", "pfc", ["aluminium", "cf4", "c2f6", "emissions"])}${simple(view, "measuredPoint", "point", ["concentration", "hours", "flow", "biomassFraction", "emissions"])}${cogenerationTable(view)}`;
}

function simple(view: View, kind: "pfc" | "measuredPoint", path: string, fields: string[]): Html | false {
  const ids = subjectsOfKind(view, kind);
  if (ids.length === 0) return false;
  const rows = ids.map((id) => [said(nameOf(view, id)), ...fields.map((f) => stepCell(view, `${path}/${id}/${f}`, true))]);
  return table(view, {
    caption: label(view, kind),
    columns: [{ head: label(view, kind), text: true }, ...fields.map((f) => column(view, f))],
    rows,
  });
}

function cogenerationTable(view: View): Html | false {
  const ids = subjectsOfKind(view, "cogeneration");
  if (ids.length === 0) return false;
  const fields = ["fuelInput", "heatOutput", "electricityOutput", "fuelEmissions", "heatShare", "heatFactor", "electricityFactor"];
  const rows = ids.map((id) => [said(nameOf(view, id)), ...fields.map((f) => stepCell(view, `chp/${id}/${f}`, true))]);
  const columns = [{ head: label(view, "cogeneration"), text: true }, ...fields.map((f) => column(view, `chp.${f}`))];
  return table(view, { caption: label(view, "cogeneration"), columns, rows });
}

const USE = /^precursor\/([^/]+)\/use\/([^/]+)$/;
const SOURCE = /^precursor\/([^/]+)\/source\/(\d+)\//;

/** Precursors: what is consumed where, the values per tonne, and each source with what they rest on. */
export function precursorTables(view: View): Html {
  const ids = subjectsOfKind(view, "precursor");
  if (ids.length === 0) return html`<p>${view.say("구매한 전구물질이 없습니다.", "No precursors were bought.")}</p>`;
  const uses = new Map<string, { process: string; step: string }[]>();
  const sources = new Map<string, Set<number>>();
  for (const step of view.steps.keys()) {
    const use = USE.exec(step);
    if (use?.[1] !== undefined && use[2] !== undefined) uses.set(use[1], [...(uses.get(use[1]) ?? []), { process: use[2], step }]);
    const source = SOURCE.exec(step);
    if (source?.[1] !== undefined) sources.set(source[1], (sources.get(source[1]) ?? new Set()).add(Number(source[2])));
  }
  const fields = ["seeDirect", "seeIndirect", "seeBasis"];
  const rows = ids.map((id) => [
    html`${said(nameOf(view, id))} ${category(view, id)}`,
    html`${(uses.get(id) ?? []).map(({ process, step }) => html`<span class="line">${said(nameOf(view, process))} ${stepCell(view, step, true)}</span>`)}`,
    ...fields.map((f) => stepCell(view, `precursor/${id}/${f}`)),
  ]);
  const columns: Column[] = [
    { head: label(view, "precursor"), text: true },
    column(view, "use"),
    ...fields.map((f) => column(view, f, "tCO₂e/t")),
  ];
  return html`${table(view, { caption: view.say("전구물질과 톤당 내재배출량", "Precursors and their embedded emissions"), columns, rows })}${sourceTable(view, ids, sources)}`;
}

function sourceTable(view: View, ids: string[], sources: Map<string, Set<number>>): Html {
  const fields = ["amount", "seeDirect", "seeIndirect", "embeddedElectricity"];
  const rows = ids.flatMap((id) =>
    [...(sources.get(id) ?? [])]
      .sort((a, b) => a - b)
      .map((n) => {
        const at = (field: string): string => `precursor/${id}/source/${n}/${field}`;
        return [
          html`${said(nameOf(view, id))} <span class="of">${view.say(`공급처 ${n}`, `source ${n}`)}</span>`,
          html`${basisOf(view, at)}`,
          ...fields.map((f) => stepCell(view, at(f), true)),
        ];
      }),
  );
  const columns: Column[] = [
    { head: label(view, "precursorSource"), text: true },
    { head: view.say("값의 근거", "Rests on"), text: true },
    ...fields.map((f) => column(view, f)),
  ];
  return table(view, { caption: view.say("전구물질 공급처별 값", "Values by source of the precursor"), columns, rows });
}

/** Default value, exempt origin, or the maker's statement. */
function basisOf(view: View, at: (field: string) => string): string {
  const plain = view.steps.get(at("seeDirect/default"));
  if (plain?.factor !== undefined) return `${label(view, "default")} · ${plain.factor.act} · ${plain.factor.row}`;
  const direct = view.steps.get(at("seeDirect"));
  if (direct?.assumption !== undefined) return label(view, direct.assumption);
  return direct?.value == null ? view.say("값 없음", "no value") : view.say("공급자 제시값", "stated by the maker");
}
