// The Korean electronic tax invoice (전자세금계산서): the standard XML to an Invoice.
import { hasError, type Outcome, type Problem } from "../../base/problem.ts";
import {
  askPeriods,
  checkSum,
  dayAt,
  dayText,
  Findings,
  type Invoice,
  type InvoiceLine,
  numberAt,
  partyOf,
  periodOf,
  quantityOf,
} from "./invoice.ts";
import { elementAt, elementsOf, foreignRoot, readXmlDocument, textAt, type XmlElement } from "./xml-element.ts";

const KIND = { ko: "전자세금계산서", en: "Korean electronic tax invoice" };
/** Two first digits of the type code: amended tax invoice, amended invoice free of tax. */
const AMENDED = ["02", "04"];
/** The buyer's number is that of a person (resident or foreigner): it is not taken over. */
const PERSONS = ["02", "03"];

/**
 * Law: a tax invoice gives what it says: a blank quantity is asked for and never worked out from money, a day of supply is no period of use.
 * Amounts are in won, quantities in their printed unit where it is one of ours.
 * Problems: those of readXmlDocument, DOCUMENT_ROOT_UNKNOWN, INVOICE_NO_LINES, and as warnings INVOICE_FIELD_MISSING, INVOICE_DATE_UNREADABLE,
 * INVOICE_NUMBER_UNREADABLE, INVOICE_AMENDS, INVOICE_PERIOD_MISSING, INVOICE_PERIOD_REVERSED, INVOICE_SUM_DIFFERS and those of quantityOf.
 * Source: KEC electronic tax invoice standard v3.0; National Tax Service notice on electronic tax invoices.
 */
export function readTaxInvoice(bytes: Uint8Array, { file }: { file: string }): Outcome<Invoice> {
  const read = readXmlDocument(bytes, file);
  if (read.value === undefined) return read;
  const { root } = read.value;
  if (root.name !== "TaxInvoice") return { value: undefined, problems: [foreignRoot(read.value, KIND, file)] };
  const findings = new Findings(file);
  const head = headOf(root, findings);
  const context: Context = {
    file,
    findings,
    ...(head.id && { document: head.id }),
    ...(head.supplier.name && { partner: head.supplier.name }),
  };
  const lines = elementsOf(root, "TaxInvoiceTradeLineItem").map((item, i) => lineOf(item, i, context));
  if (lines.length === 0) findings.add("INVOICE_NO_LINES", { path: "lines", line: root.line });
  askPeriods(lines, findings);
  checkSum(lines, head.amounts.net, sumOf(root)?.line ?? root.line, findings);
  const problems: Problem[] = findings.all();
  return hasError(problems) ? { value: undefined, problems } : { value: { ...head, lines }, problems };
}

const sumOf = (root: XmlElement): XmlElement | undefined => elementAt(root, "TaxInvoiceTradeSettlement", "SpecifiedMonetarySummation");

function headOf(root: XmlElement, findings: Findings): Omit<Invoice, "lines"> {
  const document = elementAt(root, "TaxInvoiceDocument");
  const line = document?.line ?? root.line;
  const id = textAt(document, "IssueID");
  if (id === undefined)
    findings.add("INVOICE_FIELD_MISSING", { path: "id", line, params: { field: { ko: "승인번호", en: "approval number" } } });
  const issued = dayAt(
    textAt(document, "IssueDateTime"),
    { field: { ko: "작성일자", en: "date of issue" }, path: "issued", line },
    findings,
  );
  const typeCode = textAt(document, "TypeCode");
  const original = textAt(document, "OriginalIssueID");
  if (original !== undefined || AMENDED.includes(typeCode?.slice(0, 2) ?? ""))
    findings.add("INVOICE_AMENDS", { path: "amends", line, params: { original: original ?? "?" } });
  return {
    kind: "taxInvoice",
    credit: false,
    ...(id !== undefined && { id: id.slice(0, 200) }),
    ...(issued !== undefined && { issued }),
    ...(typeCode !== undefined && { typeCode }),
    ...(original !== undefined && { amends: original.slice(0, 200) }),
    supplier: readParty(root, "InvoicerParty", findings),
    buyer: readParty(root, "InvoiceeParty", findings),
    currency: "KRW",
    amounts: amountsOf(root, findings),
  };
}

const PARTIES = {
  InvoicerParty: { path: "supplier", field: { ko: "공급자 상호", en: "supplier's name" } },
  InvoiceeParty: { path: "buyer", field: { ko: "공급받는자 상호", en: "buyer's name" } },
} as const;

function readParty(root: XmlElement, name: keyof typeof PARTIES, findings: Findings): Invoice["supplier"] {
  const party = elementAt(root, "TaxInvoiceTradeSettlement", name);
  const person = PERSONS.includes(textAt(party, "SpecifiedOrganization", "BusinessTypeCode") ?? "");
  const registration = person ? undefined : textAt(party, "ID");
  return partyOf(textAt(party, "NameText"), registration, { ...PARTIES[name], line: party?.line ?? root.line }, findings);
}

function amountsOf(root: XmlElement, findings: Findings): Invoice["amounts"] {
  const sum = sumOf(root);
  const line = sum?.line ?? root.line;
  const amount = (name: string, path: string, field: { ko: string; en: string }): number | undefined =>
    numberAt(textAt(sum, name), { field, path: `amounts/${path}`, line }, findings);
  const net = amount("ChargeTotalAmount", "net", { ko: "공급가액", en: "net amount" });
  const tax = amount("TaxTotalAmount", "tax", { ko: "세액", en: "tax" });
  const total = amount("GrandTotalAmount", "total", { ko: "합계금액", en: "total amount" });
  return { ...(net !== undefined && { net }), ...(tax !== undefined && { tax }), ...(total !== undefined && { total }) };
}

type Context = { file: string; findings: Findings; document?: string; partner?: string };

function lineOf(item: XmlElement, index: number, { file, findings, document, partner }: Context): InvoiceLine {
  const { line } = item;
  const path = `lines/${index}`;
  const number = textAt(item, "SequenceNumeric")?.slice(0, 20) ?? String(index + 1);
  const [name, information, description] = [textAt(item, "NameText"), textAt(item, "InformationText"), textAt(item, "DescriptionText")];
  const label = (name ?? information ?? description ?? `#${number}`).slice(0, 300);
  const amount = numberAt(
    textAt(item, "InvoiceAmount"),
    { field: { ko: "공급가액", en: "net amount" }, path: `${path}/amount`, line },
    findings,
  );
  const quantity = elementAt(item, "ChargeableUnitQuantity");
  const found = quantityOf(
    { text: textAt(quantity), unit: quantity?.attributes.unitCode, amount, sign: 1 },
    { label, path, line: quantity?.line ?? line },
    findings,
  );
  const supplied = dayAt(
    textAt(item, "PurchaseExpiryDateTime"),
    { field: { ko: "공급일", en: "day of supply" }, path: `${path}/supplied`, line },
    findings,
  );
  const note = [information, description].filter((text) => text !== undefined && text !== label).join(" / ");
  return {
    origin: { file, line },
    label,
    ...periodOf(statedPeriod([name, information, description].join("|")), { path, line }, findings),
    ...found,
    ...(partner !== undefined && { partner }),
    ...(document !== undefined && { document }),
    ...(note !== "" && { note: note.slice(0, 2000) }),
    number,
    currency: "KRW",
    ...(amount !== undefined && { amount }),
    ...(supplied !== undefined && { supplied }),
  };
}

const SPANS = [
  /(\d{4})[.\-/년](\d{1,2})[.\-/월](\d{1,2})[일.]{0,2}[~∼〜～](?:(\d{4})[.\-/년])?(\d{1,2})[.\-/월](\d{1,2})/g,
  /(?<!\d)(\d{4})(\d\d)(\d\d)[~∼〜～-](\d{4})(\d\d)(\d\d)(?!\d)/g,
];

/**
 * Two days that a line's text writes out as from and to ("2025.03.01~2025.03.31", "2025년 3월 1일~3월 31일"), where it writes out no other two.
 * A month alone is no period: bills run from reading to reading.
 */
function statedPeriod(text: string): { start?: string | undefined; end?: string | undefined } {
  const plain = text.replace(/\s+/g, "");
  const found = new Set<string>();
  for (const match of SPANS.flatMap((span) => [...plain.matchAll(span)])) {
    const [y = 0, m = 0, d = 0, y2 = y, m2 = 0, d2 = 0] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
    found.add(`${dayText(y, m, d) ?? ""}~${dayText(y2, m2, d2) ?? ""}`);
  }
  const [start, end] = found.size === 1 ? ([...found][0] ?? "").split("~") : [];
  return start && end ? { start, end } : {};
}
