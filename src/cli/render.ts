// What is drawn from a Statement: the calculation report, the Commission's workbook, the operator's reports.
import { obtain } from "../calc/obtain.ts";
import type { Document } from "../model/document.ts";
import type { Call } from "./arguments.ts";
import { bytesOf, deliver, overwriting, type Read, report, type Shell, STOPPED } from "./shell.ts";
import type { Tables } from "./tables.ts";

/** `render FILE --as ...`; nothing is written where a problem stops it. */
export async function render(call: Call, shell: Shell, read: Read, tables: Tables): Promise<number> {
  if (call.as === "workbook") return fill(call, shell, read);
  if (call.as === "html" || call.as === "pdf" || call.as === "xlsx") return calculation(call, shell, read);
  return operatorReport(call, shell, read, tables);
}

async function calculation(call: Call, shell: Shell, { bytes, options }: Read): Promise<number> {
  const { value, problems } = obtain(bytes, options);
  report(call, shell, problems, options.file);
  if (value === undefined) return STOPPED;
  shell.stage("render");
  const { lang } = call;
  if (call.as === "html") {
    const { renderHtml } = await import("../formats/html/report.ts");
    return deliver(call, shell, renderHtml(value.statement, { lang }));
  }
  const { statementDocument } = await import("../formats/statement-document.ts");
  return deliver(call, shell, await paper(shell, statementDocument(value.statement, { lang }), call.as === "pdf" ? "pdf" : "xlsx"));
}

/** The user's blank template filled. */
async function fill(call: Call, shell: Shell, { bytes, options }: Read): Promise<number> {
  const { template = "", lang } = call;
  const refused = overwriting(call, shell, [template]);
  if (refused !== undefined) return refused;
  const blank = bytesOf(shell, lang, template);
  if (typeof blank === "number") return blank;
  const { fillWorkbook } = await import("../calc/fill.ts");
  const { value, problems } = fillWorkbook(bytes, { bytes: blank, file: shell.fileName(template) }, options);
  report(call, shell, problems, options.file);
  return value === undefined ? STOPPED : deliver(call, shell, value);
}

const LISTS = { "operator-report": "report", summary: "summary", addendum: "addendum" } as const;

/** What the operator hands over to the verifier and the declarant, item by item. */
async function operatorReport(call: Call, shell: Shell, { bytes, options }: Read, tables: Tables): Promise<number> {
  const { reportOf } = await import("../calc/report.ts");
  const large = { defaultValues: await tables.defaultValues(), benchmarks: await tables.benchmarks() };
  const { value, problems } = reportOf(bytes, { ...options, ...large }, LISTS[call.as as keyof typeof LISTS]);
  report(call, shell, problems, options.file);
  if (value === undefined) return STOPPED;
  const { format, lang } = call;
  if (format !== "pdf" && format !== "xlsx") return deliver(call, shell, `${JSON.stringify(value, null, 1)}\n`);
  const { operatorReportDocument } = await import("../formats/operator-report-document.ts");
  return deliver(call, shell, await paper(shell, operatorReportDocument(value, { lang }), format));
}

async function paper(shell: Shell, document: Document, format: "pdf" | "xlsx"): Promise<Uint8Array> {
  if (format === "xlsx") return (await import("../formats/xlsx/write-book.ts")).renderBook(document);
  const { renderPdf } = await import("../formats/pdf/render-pdf.ts");
  return renderPdf(document, await shell.compiler());
}
