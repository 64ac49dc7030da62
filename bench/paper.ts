// The PDF of a sample, and the Commission's workbook filled, as whole processes beside LibreOffice in the same run. node bench/paper.ts [BLANK]
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { middle, office, row, sandan } from "./processes.ts";

const root = join(import.meta.dirname, "..");
const sample = join(root, "samples", "sample-factory.json");
const blank = process.argv[2] ?? join(root, "..", "shared", "data", "cbam", "template", "communication-template-v2.1.1-blank.xlsx");
const scratch = mkdtempSync(join(tmpdir(), "sandan-bench-"));
const html = join(scratch, "report.html");
sandan("render", sample, "--as", "html", "--lang", "ko", "--out", html);

const pdf = middle(() => sandan("render", sample, "--as", "pdf", "--lang", "ko", "--out", join(scratch, "report.pdf")));
console.log(row("PDF of the sample factory, whole process", pdf));
const operator = middle(() =>
  sandan("render", sample, "--as", "operator-report", "--format", "pdf", "--out", join(scratch, "operator.pdf")),
);
console.log(row("PDF of its operator's report, whole process", operator));
const printed = office(scratch, "pdf", html);
if (printed.ok) console.log(`${row("LibreOffice, the HTML report printed", printed)}; ratio ${(pdf.seconds / printed.seconds).toFixed(3)}`);
else console.log("peer not installed: LibreOffice");

if (existsSync(blank)) {
  const out = join(scratch, "filled.xlsx");
  const filled = middle(() => sandan("render", sample, "--as", "workbook", "--template", blank, "--out", out));
  console.log(row("the Commission's workbook filled, whole process", filled));
  const saved = office(scratch, "ods", blank);
  if (saved.ok)
    console.log(
      `${row("LibreOffice, the blank workbook opened and written", saved)}; ratio ${(filled.seconds / saved.seconds).toFixed(3)}`,
    );
} else console.log(`no blank workbook at ${blank}`);
rmSync(scratch, { recursive: true });
