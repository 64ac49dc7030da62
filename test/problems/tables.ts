// Every table of Problem codes of the project, in one place for the tests.
import type { ProblemSpec } from "../../src/base/problem.ts";
import { engineProblems } from "../../src/engine/problems.ts";
import { ACTIVITY_TABLE_PROBLEMS } from "../../src/model/problems/activity-table.ts";
import { CALCULATION_PROBLEMS } from "../../src/model/problems/calculation.ts";
import { CASE_FILE_PROBLEMS } from "../../src/model/problems/case-file.ts";
import { CHANGE_PROBLEMS } from "../../src/model/problems/change.ts";
import { CHECK_PROBLEMS } from "../../src/model/problems/check.ts";
import { COMPARISON_PROBLEMS } from "../../src/model/problems/comparison.ts";
import { CREDENTIAL_PROBLEMS } from "../../src/model/problems/credential.ts";
import { DATABASE_PROBLEMS } from "../../src/model/problems/database.ts";
import { DATASET_PROBLEMS } from "../../src/model/problems/dataset.ts";
import { DECLARATION_PROBLEMS } from "../../src/model/problems/declaration.ts";
import { DOCUMENT_PROBLEMS } from "../../src/model/problems/document.ts";
import { FOOTPRINT_PROBLEMS } from "../../src/model/problems/footprint.ts";
import { GRID_PROBLEMS } from "../../src/model/problems/grid.ts";
import { IMPORT_PROBLEMS } from "../../src/model/problems/import.ts";
import { INTAKE_PROBLEMS } from "../../src/model/problems/intake.ts";
import { OPERATE_PROBLEMS } from "../../src/model/problems/operate.ts";
import { PACKAGE_PROBLEMS } from "../../src/model/problems/package.ts";
import { RECORD_PROBLEMS } from "../../src/model/problems/record.ts";
import { REQUEST_PROBLEMS } from "../../src/model/problems/request.ts";
import { SIGN_ON_PROBLEMS } from "../../src/model/problems/sign-on.ts";
import { STATEMENT_PROBLEMS } from "../../src/model/problems/statement.ts";
import { STORE_PROBLEMS } from "../../src/model/problems/store.ts";
import { VERIFICATION_PROBLEMS } from "../../src/model/problems/verification.ts";
import { WORKBOOK_PROBLEMS } from "../../src/model/problems/workbook.ts";

/** The tables by the file that each stands in. */
export const TABLES: Readonly<Record<string, Readonly<Record<string, ProblemSpec>>>> = {
  "src/engine/problems.ts": engineProblems,
  "src/model/problems/activity-table.ts": ACTIVITY_TABLE_PROBLEMS,
  "src/model/problems/calculation.ts": CALCULATION_PROBLEMS,
  "src/model/problems/case-file.ts": CASE_FILE_PROBLEMS,
  "src/model/problems/change.ts": CHANGE_PROBLEMS,
  "src/model/problems/check.ts": CHECK_PROBLEMS,
  "src/model/problems/comparison.ts": COMPARISON_PROBLEMS,
  "src/model/problems/credential.ts": CREDENTIAL_PROBLEMS,
  "src/model/problems/database.ts": DATABASE_PROBLEMS,
  "src/model/problems/dataset.ts": DATASET_PROBLEMS,
  "src/model/problems/declaration.ts": DECLARATION_PROBLEMS,
  "src/model/problems/document.ts": DOCUMENT_PROBLEMS,
  "src/model/problems/footprint.ts": FOOTPRINT_PROBLEMS,
  "src/model/problems/grid.ts": GRID_PROBLEMS,
  "src/model/problems/import.ts": IMPORT_PROBLEMS,
  "src/model/problems/sign-on.ts": SIGN_ON_PROBLEMS,
  "src/model/problems/intake.ts": INTAKE_PROBLEMS,
  "src/model/problems/operate.ts": OPERATE_PROBLEMS,
  "src/model/problems/package.ts": PACKAGE_PROBLEMS,
  "src/model/problems/record.ts": RECORD_PROBLEMS,
  "src/model/problems/request.ts": REQUEST_PROBLEMS,
  "src/model/problems/store.ts": STORE_PROBLEMS,
  "src/model/problems/statement.ts": STATEMENT_PROBLEMS,
  "src/model/problems/verification.ts": VERIFICATION_PROBLEMS,
  "src/model/problems/workbook.ts": WORKBOOK_PROBLEMS,
};

/** Code and spec of every table, one after the other. */
export const CODES: readonly { code: string; spec: ProblemSpec; file: string }[] = Object.entries(TABLES).flatMap(([file, table]) =>
  Object.entries(table).map(([code, spec]) => ({ code, spec, file })),
);
