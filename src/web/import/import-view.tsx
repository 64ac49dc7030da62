// One import: what the document is, how it is read, a dry run, and the run itself.
import { useEffect, useState } from "react";
import type { Problem } from "../../base/problem.ts";
import { unconfirmed } from "../../model/import-mapping.ts";
import type { ImportPlan } from "../../model/import-plan.ts";
import { ask, Refused, saveFile, unreached, useAct, useDo } from "../call.ts";
import { EvidencePane } from "../evidence/evidence-pane.tsx";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { BadRows } from "./bad-rows.tsx";
import { type CaseDocument, CasePlanView } from "./case-plan.tsx";
import { type Imported, KIND_WORDS, STATE_WORDS } from "./import-words.ts";
import { type InvoiceDocument, LinesPlanView } from "./lines-plan.tsx";
import { type TablePlan, withMend } from "./mapping-edit.ts";
import { Result, Running, TakenBack } from "./outcome.tsx";
import { type SeriesDocument, SeriesPlanView } from "./series-plan.tsx";
import { type TableDocument, TablePlanView } from "./table-plan.tsx";
import type { Targets } from "./target-words.ts";

const LOOK_MS = 700;
const isRunning = (state: Imported["state"]): boolean => state === "queued" || state === "running";

type ImportViewProps = { id: string; onOther(id: string | undefined): void };

export function ImportView({ id, onOther }: ImportViewProps) {
  const { org, period } = usePlace();
  const [running, setRunning] = useState(true);
  const query = useAct("readImport", { org, period, import: id }, running ? { every: LOOK_MS } : {});
  const state = query.data?.state;
  useEffect(() => {
    if (state !== undefined) setRunning(isRunning(state));
  }, [state]);
  return (
    <Shown query={query}>
      {(given) => (
        <div className="stack">
          <Head given={given} onBack={() => onOther(undefined)} />
          {isRunning(given.state) && <Running given={given} />}
          {given.state === "done" && <Result given={given} onMore={() => onOther(undefined)} />}
          {given.state === "withdrawn" && <TakenBack onMore={() => onOther(undefined)} />}
          {!isRunning(given.state) && !["done", "withdrawn"].includes(given.state) && given.plan !== undefined && (
            <Plan key={id} given={given} first={given.plan} onOther={onOther} onRun={() => setRunning(true)} />
          )}
        </div>
      )}
    </Shown>
  );
}

/** The document, shown beside on demand. */
function Head({ given: { evidence, kind, state }, onBack }: { given: Imported; onBack(): void }) {
  const { say, both } = useLanguage();
  const { org } = usePlace();
  const [open, setOpen] = useState(false);
  const look = useAct("lookAtEvidence", { org, sha256: evidence, rows: 1 });
  const title = look.data?.name ?? "…";
  return (
    <div className="row spread">
      <div className="row">
        <strong>{title}</strong>
        <span className="tag">{both(KIND_WORDS[kind])}</span>
        <span className={`tag ${STATE_WORDS[state].look}`}>{both(STATE_WORDS[state])}</span>
      </div>
      <div className="row">
        <Button slim onClick={() => setOpen(true)}>
          {say("문서 보기", "See the document")}
        </Button>
        <Button slim onClick={onBack}>
          {say("가져오기 목록", "All imports")}
        </Button>
      </div>
      <Dialog title={title} open={open} onClose={() => setOpen(false)} drawer>
        <EvidencePane org={org} place={{ sha256: evidence, title }} />
      </Dialog>
    </div>
  );
}

type PlanProps = { given: Imported; first: ImportPlan; onOther(id: string | undefined): void; onRun(): void };
type Look = { document: unknown; targets: Targets };

/** The plan as it is being made; what a dry run said holds for the plan that was tried. */
function Plan({ given, first, onOther, onRun }: PlanProps) {
  const { org, period } = usePlace();
  const [plan, setPlan] = useState(first);
  // An import that failed tells what its plan ran into.
  const [tried, setTried] = useState<ImportPlan | undefined>(given.state === "failed" ? first : undefined);
  const attempt = useDo("tryImport");
  const run = useDo("runImport");
  const begin = useDo("beginImport");
  const { document, targets } = (given.look ?? { document: {}, targets: {} }) as unknown as Look;
  const input = { org, period, import: given.id, body: { plan } };
  const dryRun = (): void => attempt.mutate({ input }, { onSuccess: () => setTried(plan) });
  const anotherSheet = (sheet: string): void =>
    begin.mutate({ input: { org, period, body: { evidence: given.evidence, sender: "", sheet } } }, { onSuccess: ({ id }) => onOther(id) });
  return (
    <>
      {tried === undefined && <ProblemList problems={given.problems} />}
      {plan.kind === "table" && (
        <TablePlanView
          document={document as TableDocument}
          targets={targets}
          plan={plan}
          labels={labelsOf(document as TableDocument, plan, first)}
          onPlan={setPlan}
          onSheet={anotherSheet}
        />
      )}
      {plan.kind === "lines" && <LinesPlanView document={document as InvoiceDocument} targets={targets} plan={plan} onPlan={setPlan} />}
      {plan.kind === "series" && <SeriesPlanView document={document as SeriesDocument} targets={targets} plan={plan} onPlan={setPlan} />}
      {plan.kind === "case" && <CasePlanView document={document as CaseDocument} />}
      <RefusedNote refused={attempt.error ?? run.error ?? begin.error} />
      <Trying
        given={given}
        plan={plan}
        tried={tried}
        busy={attempt.isPending ? "try" : run.isPending ? "run" : undefined}
        onTry={dryRun}
        onRun={() => run.mutate({ input }, { onSuccess: onRun })}
        onPlan={setPlan}
      />
    </>
  );
}

/** Labels to be assigned: those of the whole table, and what mends brought in. */
function labelsOf({ survey, sheets }: TableDocument, plan: TablePlan, first: ImportPlan): { label: string; count?: number }[] {
  const column = plan.mapping.columns.label?.column;
  if (column === undefined) return [];
  const before = first.kind === "table" ? first.mapping.columns.label?.column : undefined;
  const sheet = sheets.find(({ name }) => name === (plan.mapping.sheet ?? "")) ?? sheets[0];
  const { row, lines } = plan.mapping.header;
  const seen = (sheet?.sample ?? []).filter((one) => one.row >= row + lines).map(({ cells }) => cells[column - 1] ?? "");
  const found: { label: string; count?: number }[] =
    column === before ? [...survey.labels] : [...new Set(seen.filter((text) => text !== ""))].map((label) => ({ label }));
  const known = new Set(found.map(({ label }) => label));
  const mended = (plan.mends ?? []).filter((mend) => mend.column === column).map(({ value }) => value.trim());
  for (const label of new Set(mended)) if (label !== "" && !known.has(label)) found.push({ label });
  return found;
}

type TryingProps = {
  given: Imported;
  plan: ImportPlan;
  tried: ImportPlan | undefined;
  busy: "try" | "run" | undefined;
  onTry(): void;
  onRun(): void;
  onPlan(plan: ImportPlan): void;
};

/** Why a dry run cannot begin yet, in words; "" where it can. */
function whyNot(plan: ImportPlan, say: (ko: string, en: string) => string): string {
  if (plan.kind === "table" && unconfirmed(plan.mapping).length > 0)
    return say("먼저 위의 '확인할 것'에 답하십시오.", "First answer what is to be confirmed above.");
  if (plan.kind === "series" && plan.target === "") return say("먼저 대상을 고르십시오.", "First choose the target.");
  if (plan.kind === "series" && plan.meter === "") return say("먼저 계량기번호를 적으십시오.", "First give the meter's number.");
  return "";
}

function Trying({ given, plan, tried, busy, onTry, onRun, onPlan }: TryingProps) {
  const { say, number } = useLanguage();
  const fresh = tried === plan;
  const why = whyNot(plan, say);
  const errors = given.problems.filter(({ severity }) => severity === "error").length;
  const whole = plan.kind === "case";
  const ready = whole || (fresh && errors === 0 && given.state !== "failed");
  return (
    <section className="card stack import-try" aria-label={say("시험과 가져오기", "Dry run and import")}>
      <h2>{whole ? say("기록으로 옮기기", "Take over into records") : say("시험해 보고 가져오기", "Try, then import")}</h2>
      {tried !== undefined && <Tried given={given} fresh={fresh} />}
      <div className="row">
        {!whole && (
          <Button look={ready ? "plain" : "main"} busy={busy === "try"} disabled={why !== ""} onClick={onTry}>
            {say("시험해 보기", "Dry run")}
          </Button>
        )}
        <Button look={ready ? "main" : "plain"} busy={busy === "run"} disabled={!ready} onClick={onRun}>
          {whole || !ready ? say("가져오기", "Import") : say(`${number(given.added)}건 가져오기`, `Import ${number(given.added)}`)}
        </Button>
        {!ready && (
          <span className="quiet small">
            {why !== "" ? why : say("오류 없이 시험을 마치면 가져올 수 있습니다.", "It can be imported after a dry run without errors.")}
          </span>
        )}
      </div>
      {plan.kind === "table" && <Mends plan={plan} onPlan={onPlan} />}
      {plan.kind === "table" && tried !== undefined && (
        <BadRows id={given.id} plan={plan} changed={!fresh} busy={busy === "try"} onPlan={onPlan} onTry={onTry} />
      )}
    </section>
  );
}

const isRow = ({ path }: Problem): boolean => /^rows\/\d+\//.test(path);

/** What the dry run said: counts, what is of the table as a whole, the workbook with comments. */
function Tried({ given: { id, kind, rows, added, problems, state }, fresh }: { given: Imported; fresh: boolean }) {
  const { say, number } = useLanguage();
  const count = (severity: Problem["severity"]): number => problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings] = [count("error"), count("warning")];
  const said = [
    say(`${number(rows)}행을 읽음`, `${number(rows)} rows read`),
    ...(errors > 0
      ? [say(`오류 ${number(errors)}건`, errors === 1 ? "one error" : `${number(errors)} errors`)]
      : [say(`${number(added)}건을 담을 수 있음`, `${number(added)} can be taken in`)]),
    ...(warnings > 0 ? [say(`주의 ${number(warnings)}건`, warnings === 1 ? "one warning" : `${number(warnings)} warnings`)] : []),
  ];
  const listed = kind === "table" ? problems.filter((problem) => !isRow(problem)) : problems;
  return (
    <div className="stack">
      <p role="status" className="row">
        <span className={`tag ${errors > 0 ? "bad" : "good"}`}>
          {state === "failed" ? say("가져오지 못함", "Not imported") : say("시험 결과", "Dry run")}
        </span>
        <span>{said.join(" · ")}</span>
        {!fresh && (
          <span className="quiet">{say("그 뒤에 바꾼 것이 있습니다. 다시 시험하십시오.", "Something was changed since: try again.")}</span>
        )}
      </p>
      <ProblemList problems={listed} />
      {kind === "table" && problems.some(isRow) && <Commented id={id} />}
    </div>
  );
}

/** For whoever sent the file: the same workbook with what is wrong in the cells. */
function Commented({ id }: { id: string }) {
  const { say, lang } = useLanguage();
  const { org, period } = usePlace();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const get = async (): Promise<void> => {
    setBusy(true);
    try {
      saveFile(await ask("commentImport", { org, period, import: id, lang }));
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    }
    setBusy(false);
  };
  return (
    <div>
      <Button slim busy={busy} onClick={() => void get()}>
        {say("잘못된 칸에 메모를 단 엑셀 내려받기", "Download the workbook with comments in the bad cells")}
      </Button>
      {refused && <RefusedNote refused={refused} />}
    </div>
  );
}

/** What was mended so far, each with a way back. */
function Mends({ plan, onPlan }: { plan: TablePlan; onPlan(plan: ImportPlan): void }) {
  const { say } = useLanguage();
  const { mends = [], leftOut = [] } = plan;
  if (mends.length + leftOut.length === 0) return null;
  return (
    <details>
      <summary>
        {say(`고친 칸 ${mends.length}개, 뺀 행 ${leftOut.length}개`, `${mends.length} cells mended, ${leftOut.length} rows left out`)}
      </summary>
      <ul>
        {mends.map(({ row, column, value }) => (
          <li key={`${row}.${column}`}>
            {say(`${row}행 ${column}열 → '${value}'`, `Row ${row}, column ${column} → '${value}'`)}{" "}
            <Button slim look="bare" onClick={() => onPlan(withMend(plan, { row, column, value, printed: value }))}>
              {say("되돌리기", "Undo")}
              <span className="only-spoken">{say(` ${row}행 ${column}열`, ` row ${row}, column ${column}`)}</span>
            </Button>
          </li>
        ))}
        {leftOut.map((row) => (
          <li key={row}>
            {say(`${row}행을 뺌`, `Row ${row} left out`)}{" "}
            <Button slim look="bare" onClick={() => onPlan({ ...plan, leftOut: leftOut.filter((one) => one !== row) })}>
              {say("되돌리기", "Undo")}
              <span className="only-spoken">{say(` ${row}행`, ` row ${row}`)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
