// Peppol BIS Billing 3: a UBL 2.1 Invoice or CreditNote to an Invoice.
import { hasError, type Outcome } from "../../base/problem.ts";
import {
  askPeriods,
  checkSum,
  dayAt,
  Findings,
  type Invoice,
  type InvoiceLine,
  type InvoiceParty,
  numberAt,
  partyOf,
  periodOf,
  quantityOf,
} from "./invoice.ts";
import { elementAt, elementsOf, foreignRoot, readXmlDocument, textAt, type XmlElement } from "./xml-element.ts";

const KIND = { ko: "UBL 2.1 송장(Invoice, CreditNote)", en: "UBL 2.1 Invoice or CreditNote" };
const NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:";
/** Credit notes among the types of UNTDID 1001 that an Invoice may have. */
const CREDITS = ["81", "83", "261", "262", "296", "308", "381", "396"];
/** The number of a meter, among the references of UNTDID 1153. */
const METER = "MG";

/** True for the two roots that are read here. */
export function isUbl({ name, namespace }: { name: string; namespace?: string }): boolean {
  return (name === "Invoice" || name === "CreditNote") && namespace === `${NAMESPACE}${name}-2`;
}

/**
 * Law: an invoice gives what it says, each line with its own period or else the document's; a credit note takes back, so its quantities and amounts change their sign.
 * A unit that is not exactly one of ours is asked for: a cubic metre (MTQ) is not Nm3.
 * Problems: those of readXmlDocument, DOCUMENT_ROOT_UNKNOWN, INVOICE_NO_LINES, and as warnings and notes INVOICE_FIELD_MISSING, INVOICE_DATE_UNREADABLE,
 * INVOICE_NUMBER_UNREADABLE, INVOICE_CREDIT, INVOICE_PERIOD_MISSING, INVOICE_PERIOD_REVERSED, INVOICE_SUM_DIFFERS and those of quantityOf.
 * Source: Peppol BIS Billing 3.0; EN 16931-1; OASIS UBL 2.1; UN/ECE Recommendation 20.
 */
export function readUblInvoice(bytes: Uint8Array, { file }: { file: string }): Outcome<Invoice> {
  const read = readXmlDocument(bytes, file);
  if (read.value === undefined) return read;
  const { root, namespace } = read.value;
  if (!isUbl({ name: root.name, ...(namespace !== undefined && { namespace }) }))
    return { value: undefined, problems: [foreignRoot(read.value, KIND, file)] };
  const findings = new Findings(file);
  const head = headOf(root, findings);
  const context: Context = {
    file,
    findings,
    head,
    period: periodIn(root, "period", findings),
    sign: head.credit ? -1 : 1,
  };
  const items = elementsOf(root, root.name === "Invoice" ? "InvoiceLine" : "CreditNoteLine");
  const lines = items.map((item, i) => lineOf(item, i, context));
  if (lines.length === 0) findings.add("INVOICE_NO_LINES", { path: "lines", line: root.line });
  askPeriods(lines, findings);
  const sum = elementAt(root, "LegalMonetaryTotal");
  const total = signed(
    numberAt(textAt(sum, "LineExtensionAmount"), spot("amounts/net", NET, sum?.line ?? root.line), findings),
    context.sign,
  );
  checkSum(lines, total, sum?.line ?? root.line, findings);
  const problems = findings.all();
  return hasError(problems) ? { value: undefined, problems } : { value: { ...head, lines }, problems };
}

const NET = { ko: "공급가액", en: "net amount" };
const spot = (path: string, field: { ko: string; en: string }, line: number) => ({ path, field, line });
const signed = (value: number | undefined, sign: 1 | -1): number | undefined => (value === undefined || value === 0 ? value : sign * value);

function headOf(root: XmlElement, findings: Findings): Omit<Invoice, "lines"> {
  const { line } = root;
  const id = textAt(root, "ID")?.slice(0, 200);
  if (id === undefined) findings.add("INVOICE_FIELD_MISSING", { path: "id", line, params: { field: { ko: "번호", en: "number" } } });
  const issued = dayAt(textAt(root, "IssueDate"), spot("issued", { ko: "발행일", en: "date of issue" }, line), findings);
  const typeCode = textAt(root, "InvoiceTypeCode") ?? textAt(root, "CreditNoteTypeCode");
  const credit = root.name === "CreditNote" || CREDITS.includes(typeCode ?? "");
  if (credit) findings.add("INVOICE_CREDIT", { path: "typeCode", line });
  const amends = textAt(root, "BillingReference", "InvoiceDocumentReference", "ID")?.slice(0, 200);
  const currency = textAt(root, "DocumentCurrencyCode");
  return {
    kind: "ubl",
    credit,
    ...(id !== undefined && { id }),
    ...(issued !== undefined && { issued }),
    ...(typeCode !== undefined && { typeCode: typeCode.slice(0, 20) }),
    ...(amends !== undefined && { amends }),
    supplier: readParty(root, "AccountingSupplierParty", findings),
    buyer: readParty(root, "AccountingCustomerParty", findings),
    ...(currency !== undefined && { currency: currency.slice(0, 10) }),
    amounts: amountsOf(root, credit ? -1 : 1, findings),
  };
}

const PARTIES = {
  AccountingSupplierParty: { path: "supplier", field: { ko: "공급자 이름", en: "supplier's name" } },
  AccountingCustomerParty: { path: "buyer", field: { ko: "구매자 이름", en: "buyer's name" } },
} as const;

/** The legal name and number where they are given, else the trading name, the number for tax, or the seller's own. */
function readParty(root: XmlElement, kind: keyof typeof PARTIES, findings: Findings): InvoiceParty {
  const party = elementAt(root, kind, "Party");
  const name = textAt(party, "PartyLegalEntity", "RegistrationName") ?? textAt(party, "PartyName", "Name");
  const registration =
    textAt(party, "PartyLegalEntity", "CompanyID") ??
    textAt(party, "PartyTaxScheme", "CompanyID") ??
    textAt(party, "PartyIdentification", "ID");
  return partyOf(name, registration, { ...PARTIES[kind], line: party?.line ?? root.line }, findings);
}

function amountsOf(root: XmlElement, sign: 1 | -1, findings: Findings): Invoice["amounts"] {
  const sum = elementAt(root, "LegalMonetaryTotal");
  const currency = textAt(root, "DocumentCurrencyCode");
  const taxes = elementsOf(root, "TaxTotal").map((total) => elementAt(total, "TaxAmount"));
  const taxed = taxes.find((one) => one?.attributes.currencyID === currency) ?? (taxes.length === 1 ? taxes[0] : undefined);
  const amount = (element: XmlElement | undefined, path: string, field: { ko: string; en: string }): number | undefined =>
    signed(numberAt(textAt(element), spot(`amounts/${path}`, field, element?.line ?? root.line), findings), sign);
  const net = amount(elementAt(sum, "TaxExclusiveAmount"), "net", NET);
  const tax = amount(taxed, "tax", { ko: "세액", en: "tax" });
  const total = amount(elementAt(sum, "TaxInclusiveAmount"), "total", { ko: "합계금액", en: "total amount" });
  return { ...(net !== undefined && { net }), ...(tax !== undefined && { tax }), ...(total !== undefined && { total }) };
}

type Period = { start?: string; end?: string };
type Context = { file: string; findings: Findings; head: Omit<Invoice, "lines">; period: Period; sign: 1 | -1 };

function periodIn(holder: XmlElement, path: string, findings: Findings): Period {
  const period = elementAt(holder, "InvoicePeriod");
  if (period === undefined) return {};
  const { line } = period;
  const start = dayAt(textAt(period, "StartDate"), spot(`${path}/start`, { ko: "시작일", en: "first day" }, line), findings);
  const end = dayAt(textAt(period, "EndDate"), spot(`${path}/end`, { ko: "종료일", en: "last day" }, line), findings);
  return periodOf({ start, end }, { path, line }, findings);
}

/** The line's own period; where it has none, the document's. */
function periodOfLine(item: XmlElement, path: string, { period, findings }: Context): Period {
  return elementAt(item, "InvoicePeriod") === undefined ? period : periodIn(item, path, findings);
}

function lineOf(item: XmlElement, index: number, context: Context): InvoiceLine {
  const { file, findings, head, sign } = context;
  const { line } = item;
  const path = `lines/${index}`;
  const number = textAt(item, "ID")?.slice(0, 50) ?? String(index + 1);
  const label = (textAt(item, "Item", "Name") ?? textAt(item, "Item", "Description") ?? `#${number}`).slice(0, 300);
  const net = elementAt(item, "LineExtensionAmount");
  const amount = signed(numberAt(textAt(net), spot(`${path}/amount`, NET, net?.line ?? line), findings), sign);
  const currency = net?.attributes.currencyID ?? head.currency;
  const quantity = elementAt(item, "InvoicedQuantity") ?? elementAt(item, "CreditedQuantity");
  const found = quantityOf(
    { text: textAt(quantity), unit: quantity?.attributes.unitCode, amount, sign },
    { label, path, line: quantity?.line ?? line },
    findings,
  );
  const delivered = textAt(item, "Delivery", "ActualDeliveryDate");
  const supplied = dayAt(delivered, spot(`${path}/supplied`, { ko: "인도일", en: "day of delivery" }, line), findings);
  const [buyers, sellers] = ["BuyersItemIdentification", "SellersItemIdentification"].map((name) =>
    textAt(item, "Item", name, "ID")?.slice(0, 100),
  );
  const meter = elementsOf(item, "DocumentReference")
    .map((one) => elementAt(one, "ID"))
    .find((id) => id?.attributes.schemeID === METER);
  const note = [textAt(item, "Item", "Description"), textAt(item, "Note")]
    .filter((text) => text !== undefined && text !== label)
    .join(" / ");
  return {
    origin: { file, line },
    label,
    ...periodOfLine(item, path, context),
    ...found,
    ...(head.supplier.name !== undefined && { partner: head.supplier.name }),
    ...(head.id !== undefined && { document: head.id }),
    ...(meter !== undefined && { meter: meter.text.trim().slice(0, 100) }),
    ...(note !== "" && { note: note.slice(0, 2000) }),
    number,
    ...(amount !== undefined && { amount }),
    ...(currency !== undefined && { currency }),
    ...(supplied !== undefined && { supplied }),
    ...(buyers !== undefined && { buyersItem: buyers }),
    ...(sellers !== undefined && { sellersItem: sellers }),
  };
}
