// Every table of the grids, and the groups that pages show them in.
import type { BothLanguages } from "../../base/problem.ts";
import { targetsOf } from "../targets.ts";
import { hasWord } from "../words.ts";
import { entrySchema, evidenceFor, idColumn, listColumn, named, ofPrecursor, ofProcess, schemaOf } from "./around.ts";
import { type Column, columnsOver, labelled, type Option, proofOf, schemaAt, type Words } from "./column.ts";
import { cogenerationColumns, fuelColumns, measuredColumns, outputColumns, pfcColumns, streamColumns } from "./sources.ts";
import type { GridTable, Surroundings, TableName } from "./table.ts";
import { PARAMETER_EXAMPLES, COLUMN_WORDS as W } from "./words.ts";

const both = (ko: string, en: string): BothLanguages => ({ ko, en });

const POWER = [
  { path: "electricity", label: both("사용한 전력", "Used") },
  { path: "electricityExported", label: both("밖으로 보낸 전력", "Sent out") },
  { path: "electricityProduced", label: both("안에서 만든 전력", "Produced") },
];
const HEAT = [
  { path: "heat/imported", label: both("들어온 열", "Imported") },
  { path: "heat/exported", label: both("나간 열", "Exported") },
];
const GAS = [
  { path: "wasteGas/imported", label: both("들어온 폐가스", "Imported") },
  { path: "wasteGas/exported", label: both("나간 폐가스", "Exported") },
];

function electricityColumns(around: Surroundings): Column[] {
  const of = columnsOver(entrySchema("processes", "electricity"));
  return [
    ofProcess(around),
    listColumn(W["power.list"], POWER),
    of.quantity("amount", ["electricity"], W["power.amount"], { proves: true }),
    of.quantity("emissionFactor", ["factorElectricity"], W["power.factor"]),
    of.choice("method", W["power.method"]),
    of.text("country", W["power.country"]),
    of.text("supplier", W["power.supplier"]),
    of.choice("generation", W["power.generation"]),
    ...proofOf("amount", evidenceFor(around)),
  ];
}

function flowColumns(around: Surroundings, kind: "heat" | "gas"): Column[] {
  const inner = kind === "heat" ? HEAT : GAS;
  const of = columnsOver(entrySchema("processes", inner[0]?.path ?? ""));
  return [
    ofProcess(around),
    listColumn(W[`${kind}.list`], inner),
    of.quantity("amount", ["energy"], W[`${kind}.amount`], { proves: true }),
    of.quantity("emissionFactor", ["factorEnergy"], W[`${kind}.factor`]),
    of.text("partner", W[`${kind}.partner`]),
    ...proofOf("amount", evidenceFor(around)),
  ];
}

function processColumns(): Column[] {
  const of = columnsOver(schemaOf("processes"));
  return [
    of.text("name", W["process.name"]),
    of.choice("category", W.category),
    of.choices("routes", W.routes),
    of.quantity("toMarket", ["mass"], W.toMarket),
    of.quantity("nonCbam", ["mass"], W.nonCbam),
    of.choices("included", W.included),
    of.quantity("directEmissions", ["emissions"], W.directEmissions),
    idColumn(),
  ];
}

function productionColumns(around: Surroundings): Column[] {
  const of = columnsOver(entrySchema("processes", "production"));
  return [
    ofProcess(around),
    of.quantity("amount", ["mass"], W.production, { proves: true }),
    of.choice("route", W.route),
    ...proofOf("amount", evidenceFor(around)),
  ];
}

function transferColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("transfers"));
  const processes = named(around, "processes");
  return [
    of.reference("from", processes, W.from, { fixed: true }),
    of.reference("to", processes, W.to, { fixed: true }),
    of.quantity("amount", ["mass"], W.transfer, { proves: true }),
    ...proofOf("amount", evidenceFor(around)),
  ];
}

const PARAMETERS = "parameters";

/** What the operator states of single goods. */
function parameterColumns(): Column[] {
  const schema = schemaOf("products");
  const of = columnsOver(schema);
  const all = schemaAt(schema, [PARAMETERS]);
  const names = Object.keys((all as unknown as { unwrap?: () => { shape: object } }).unwrap?.().shape ?? {});
  return names.map((name) => {
    const label = hasWord(name) ? labelled(name) : both(name, name);
    const example = PARAMETER_EXAMPLES[name] ?? "";
    const words: Words = [
      label.ko,
      label.en,
      `해당하는 품목이면 적습니다(IR 2025/2547 부속서 IV).${example === "" ? "" : `\n예: ${example}`}`,
      `Where the good's category asks for it (IR 2025/2547 Annex IV).${example === "" ? "" : `\nSuch as: ${example}`}`,
    ];
    const key = `${PARAMETERS}/${name}`;
    if (name === "reducingAgent") return of.choice(key, words);
    if (name === "steelMillId") return of.text(key, words);
    return name === "calcined" ? of.flag(key, words) : of.quantity(key, ["fraction"], words);
  });
}

function productColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("products"));
  return [
    of.text("name", W["product.name"]),
    of.reference("process", named(around, "processes"), W["product.process"]),
    of.text("cn", W.cn),
    of.quantity("amount", ["mass"], W["product.amount"], { proves: true }),
    of.choice("benchmark", W.benchmark),
    ...parameterColumns(),
    of.choice("carbonPrice/instrument", W["price.instrument"]),
    of.quantity("carbonPrice/shareCovered", ["fraction"], W["price.shareCovered"]),
    of.text("carbonPrice/currency", W["price.currency"]),
    of.number("carbonPrice/due", W["price.due"]),
    of.choice("carbonPrice/rebateType", W["price.rebateType"]),
    of.quantity("carbonPrice/shareRebate", ["fraction"], W["price.shareRebate"]),
    of.number("carbonPrice/rebate", W["price.rebate"]),
    ...proofOf("amount", evidenceFor(around)),
    idColumn(),
  ];
}

function precursorColumns(): Column[] {
  const of = columnsOver(schemaOf("precursors"));
  return [
    of.text("name", W["precursor.name"]),
    of.choice("category", W.category),
    of.text("cn", W.cn),
    of.text("country", W["precursor.country"]),
    of.choices("routes", W.routes),
    of.quantity("otherUse", ["mass"], W.otherUse),
    idColumn(),
  ];
}

function purchaseColumns(around: Surroundings): Column[] {
  const of = columnsOver(entrySchema("precursors", "purchased"));
  return [
    ofPrecursor(around),
    of.quantity("amount", ["mass"], W.purchased, { proves: true }),
    of.choice("route", W.route),
    ...proofOf("amount", evidenceFor(around)),
  ];
}

function useColumns(around: Surroundings): Column[] {
  const of = columnsOver(entrySchema("precursors", "uses"));
  return [
    ofPrecursor(around),
    of.reference("process", named(around, "processes"), W["use.process"]),
    of.quantity("amount", ["mass"], W.use, { proves: true }),
    ...proofOf("amount", evidenceFor(around)),
  ];
}

function sourceColumns(around: Surroundings): Column[] {
  const of = columnsOver(entrySchema("precursors", "sources"));
  return [
    ofPrecursor(around),
    of.choice("basis", W.basis),
    of.quantity("amount", ["mass"], W["source.amount"]),
    of.quantity("seeDirect", ["specificEmissions"], W.seeDirect),
    of.quantity("seeIndirect", ["specificEmissions"], W.seeIndirect),
    of.choice("electricityBasis", W.electricityBasis),
    of.quantity("embeddedElectricity", ["electricityPerMass"], W.embeddedElectricity),
    of.quantity("electricityFactor", ["factorElectricity"], W["power.factor"]),
    of.choice("electricityMethod", W["power.method"]),
    of.quantity("sefa", ["specificEmissions"], W.sefa),
    of.text("operator", W["source.operator"]),
    of.text("installation", W["source.installation"]),
    of.text("registryId", W.registryId),
    of.text("country", W["source.country"]),
    of.text("route", W["source.route"]),
    of.day("period/start", "start", W["source.start"]),
    of.day("period/end", "end", W["source.end"]),
    of.text("verifier", W.verifier),
    of.text("justification", W.justification),
    of.references("evidence", evidenceFor(around), W["source.evidence"]),
  ];
}

const MEMBERS: Readonly<Record<string, BothLanguages>> = {
  activity: both("사용량", "amount"),
  amount: both("양", "amount"),
  toMarket: both("시장 판매량", "sold to the market"),
  nonCbam: both("CBAM 대상 외 용도", "other than CBAM goods"),
  production: both("생산량", "production"),
  electricity: both("전력 사용", "electricity used"),
  electricityExported: both("보낸 전력", "electricity sent out"),
  electricityProduced: both("만든 전력", "electricity produced"),
  "heat/imported": both("들어온 열", "heat imported"),
  "heat/exported": both("나간 열", "heat exported"),
  "wasteGas/imported": both("들어온 폐가스", "waste gas imported"),
  "wasteGas/exported": both("나간 폐가스", "waste gas exported"),
  purchased: both("구매량", "purchased"),
  uses: both("공정 사용량", "used in a process"),
  sources: both("공급량", "from a maker"),
  otherUse: both("다른 용도", "used otherwise"),
  fuelInput: both("연료 투입", "fuel input"),
  heatOutput: both("열 생산", "heat output"),
  electricityOutput: both("전력 생산", "electricity output"),
  aluminium: both("1차 알루미늄", "primary aluminium"),
  hours: both("가동시간", "hours"),
};

/** Quantities that lines may belong to, by what people call them. */
function targetOptions({ records }: Surroundings): Option[] {
  return [...targetsOf(records)].map(([value, { name, dimensions }]) => {
    const [, , ...path] = value.split("/");
    const place = path.find((part) => /^\d+$/.test(part));
    const member = path.filter((part) => !/^\d+$/.test(part)).join("/");
    const word = MEMBERS[member] ?? MEMBERS[member.replace(/\/amount$/, "")] ?? both(member, member);
    const count = place === undefined || place === "0" ? "" : ` ${Number(place) + 1}`;
    return { value, dimensions, ko: `${name} · ${word.ko}${count}`, en: `${name} · ${word.en}${count}` };
  });
}

function activityColumns(around: Surroundings): Column[] {
  const of = columnsOver(schemaOf("activities"));
  const [ko, en, helpKo, helpEn] = W.value;
  const amount: Column = {
    key: "value",
    label: both(ko, en),
    help: both(helpKo, helpEn),
    kind: "quantity",
    whole: true,
    required: true,
    dimensions: ["mass", "gasVolume", "energy", "electricity", "time"],
  };
  const [evKo, evEn, evHelpKo, evHelpEn] = W.evidence;
  const files = around.files.map(({ sha256, name }) => ({ value: sha256, ko: name, en: name }));
  return [
    of.reference("target", targetOptions(around), W.target),
    of.day("start", "start", W.start, { within: true }),
    of.day("end", "end", W.end, { within: true }),
    amount,
    of.text("label", W.label),
    of.text("partner", W.partner),
    of.text("document", W.document),
    of.text("meter", W.meter),
    of.flag("estimated", W.estimated),
    { key: "evidence", label: both(evKo, evEn), help: both(evHelpKo, evHelpEn), kind: "citations", options: files, ...citationSchema() },
    of.text("note", W.note),
  ];
}

function citationSchema(): Pick<Column, "schema"> {
  const schema = schemaAt(schemaOf("activities"), ["evidence"]);
  return schema === undefined ? {} : { schema };
}

const TABLES: Readonly<Record<TableName, Omit<GridTable, "name">>> = {
  electricity: {
    label: both("전력", "Electricity"),
    lead: both("공정마다 쓴 전력과 보낸 전력.", "What each process used, sent out or produced."),
    list: "processes",
    inner: POWER,
    columns: electricityColumns,
  },
  heat: {
    label: both("열", "Heat"),
    lead: both("공정 사이나 사업장 밖과 주고받은 열.", "Heat that processes take and give."),
    list: "processes",
    inner: HEAT,
    columns: (around) => flowColumns(around, "heat"),
  },
  fuelUse: {
    label: both("연료", "Fuels"),
    lead: both(
      "태우는 연료. '연료와 원료'에서 연소로 산정하는 것과 같은 기록입니다.",
      "Fuels that are burnt: the same records as in 'Fuels and materials'.",
    ),
    list: "streams",
    shows: ({ method }) => method === "combustion",
    fixed: { method: "combustion" },
    columns: fuelColumns,
  },
  streams: {
    label: both("연료와 원료", "Fuels and materials"),
    lead: both("탄소가 CO₂가 되는 모든 연료와 원료.", "Every fuel and material whose carbon becomes CO₂."),
    list: "streams",
    columns: streamColumns,
  },
  pfc: {
    label: both("알루미늄 전해로(PFC)", "Electrolysis cells (PFC)"),
    lead: both(
      "1차 알루미늄의 전해에서 나오는 과불화탄소. 전해 계열마다 한 행입니다.",
      "Perfluorocarbons of primary aluminium: one row for each potline.",
    ),
    list: "pfc",
    columns: pfcColumns,
  },
  measuredPoints: {
    label: both("측정 배출구", "Measured points"),
    lead: both(
      "굴뚝에서 연속 측정한 CO₂나 N₂O. 같은 배출량을 연료나 원료로 다시 적지 않습니다.",
      "CO₂ or N₂O that is measured in a stack; the same emissions are not entered again as fuels or materials.",
    ),
    list: "measuredPoints",
    columns: measuredColumns,
  },
  cogeneration: {
    label: both("열병합발전", "Cogeneration"),
    lead: both(
      "한 연료로 열과 전력을 함께 만드는 설비. 보고서가 보이는 열과 전력의 배출계수를 '열'과 '전력'에 적습니다.",
      "Units that make heat and electricity of one fuel. The report finds a factor of each; enter those in 'Heat' and 'Electricity'.",
    ),
    list: "cogeneration",
    columns: cogenerationColumns,
  },
  processes: {
    label: both("공정", "Processes"),
    lead: both(
      "한 품목군을 만드는 경계. 다른 표가 이 행을 가리킵니다.",
      "The boundaries in which goods of one category are made; other tables name them.",
    ),
    list: "processes",
    columns: processColumns,
  },
  production: {
    label: both("생산량", "Production"),
    lead: both("공정마다, 생산 경로마다 만든 양.", "What each process made, by route."),
    list: "processes",
    inner: [{ path: "production", label: both("생산량", "Production") }],
    columns: productionColumns,
  },
  transfers: {
    label: both("공정 간 이동", "Transfers"),
    lead: both("한 공정이 만들어 다른 공정이 쓰는 양.", "What one process makes and another uses."),
    list: "transfers",
    columns: transferColumns,
  },
  products: {
    label: both("제품", "Products"),
    lead: both("CN 코드마다 나간 제품과 그 특성, 낸 탄소가격.", "Goods by CN code, their parameters, and the carbon price paid."),
    list: "products",
    columns: productColumns,
  },
  precursors: {
    label: both("전구물질", "Precursors"),
    lead: both("사 와서 제품에 넣는 CBAM 품목.", "Goods of CBAM that are bought and go into yours."),
    list: "precursors",
    fixed: { sources: [{}] },
    columns: precursorColumns,
  },
  purchases: {
    label: both("구매", "Purchases"),
    lead: both("전구물질마다 산 양.", "What was bought of each precursor."),
    list: "precursors",
    inner: [{ path: "purchased", label: both("구매량", "Purchased") }],
    columns: purchaseColumns,
  },
  uses: {
    label: both("사용", "Uses"),
    lead: both("전구물질을 어느 공정에 얼마나 넣었는지.", "How much went into which process."),
    list: "precursors",
    inner: [{ path: "uses", label: both("사용량", "Uses") }],
    columns: useColumns,
  },
  sources: {
    label: both("공급처와 내재배출량", "Makers and embedded emissions"),
    lead: both("만든 곳이 밝힌 값, 또는 대신 쓰는 기본값.", "What its maker stated, or the default in its place."),
    list: "precursors",
    inner: [{ path: "sources", label: both("공급처", "Makers") }],
    least: true,
    columns: sourceColumns,
  },
  wasteGas: {
    label: both("폐가스", "Waste gases"),
    lead: both("덜 탄 탄소가 든 가스를 주고받은 양.", "Gases with incompletely oxidised carbon that processes take and give."),
    list: "processes",
    inner: GAS,
    columns: (around) => flowColumns(around, "gas"),
  },
  outputs: {
    label: both("물질수지의 산출", "Outputs of a mass balance"),
    lead: both(
      "탄소를 담고 나간 제품·부산물·폐기물. 0보다 작게 적습니다.",
      "Goods, by-products and wastes that carry carbon away; below zero.",
    ),
    list: "streams",
    shows: ({ method, activity }) => method === "massBalance" && ((activity as { value?: number } | undefined)?.value ?? 0) < 0,
    fixed: { method: "massBalance" },
    columns: outputColumns,
  },
  activities: {
    label: both("활동자료", "Activity data"),
    lead: both(
      "고지서·송장·검침 한 줄씩. 같은 대상의 줄은 더해집니다.",
      "Line by line, as bills, invoices and meters say; lines of one target are summed.",
    ),
    list: "activities",
    columns: activityColumns,
  },
};

export function tableOf(name: TableName): GridTable {
  return { name, ...TABLES[name] };
}

export type Group = { name: string; label: BothLanguages; tables: readonly TableName[]; note?: BothLanguages };

/** The grids as pages show them. */
export const GROUPS: readonly Group[] = [
  { name: "energy", label: both("에너지", "Energy"), tables: ["electricity", "heat", "fuelUse", "cogeneration"] },
  { name: "materials", label: both("연료·원료·배출원", "Fuels, materials, sources"), tables: ["streams", "pfc", "measuredPoints"] },
  { name: "production", label: both("생산", "Production"), tables: ["processes", "production", "transfers", "products"] },
  { name: "precursors", label: both("전구물질", "Precursors"), tables: ["precursors", "purchases", "uses", "sources"] },
  { name: "waste", label: both("폐가스·산출", "Waste"), tables: ["wasteGas", "outputs"] },
  {
    name: "transport",
    label: both("운송", "Transport"),
    tables: ["activities"],
    note: both(
      "CBAM 산정에는 운송 배출량이 들어가지 않아 운송만의 기록은 없습니다. 사업장 안 차량의 연료는 '연료와 원료'에 적고, 그 사용량을 아래 활동자료로 한 줄씩 적을 수 있습니다.",
      "Transport emissions are no part of a CBAM figure, so there are no records of transport alone. Fuel of vehicles inside the installation belongs to 'Fuels and materials'; what they used can be entered here line by line.",
    ),
  },
  { name: "activities", label: both("활동자료", "Activity data"), tables: ["activities"] },
];
