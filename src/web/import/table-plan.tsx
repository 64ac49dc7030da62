// How a table is read: its sheet, its columns with the reason of each guess, what is to be confirmed, units and targets.
import { unitsOf } from "../../base/units.ts";
import { FIELDS, type Field, type Mapping } from "../../model/import-mapping.ts";
import type { SheetLook, TableLook, TableSurvey } from "../../model/table-look.ts";
import { columnName } from "../evidence/scroll-to.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { FIELD_WORDS, questionWord } from "./import-words.ts";
import {
  agreed,
  fieldAt,
  labelTarget,
  mappedColumns,
  questionsOf,
  reasonAt,
  type TablePlan,
  withDateOrder,
  withDecimal,
  withField,
  withHiddenRows,
  withLabel,
  withNegatives,
  withPrintedUnit,
  withTarget,
  withUnit,
  withYear,
} from "./mapping-edit.ts";
import { TargetSelect } from "./target-select.tsx";
import type { Targets } from "./target-words.ts";

export type TableDocument = TableLook & { survey: TableSurvey };
type Editing = { mapping: Mapping; onMapping(mapping: Mapping): void };

type TablePlanProps = {
  document: TableDocument;
  targets: Targets;
  plan: TablePlan;
  /** Labels to be assigned, with how often each stands there where that is known. */
  labels: readonly { label: string; count?: number }[];
  onPlan(plan: TablePlan): void;
  onSheet(sheet: string): void;
};

export function TablePlanView({ document, targets, plan, labels, onPlan, onSheet }: TablePlanProps) {
  const { mapping } = plan;
  const onMapping = (to: Mapping): void => onPlan({ ...plan, mapping: to });
  const sheet = document.sheets.find(({ name }) => name === (mapping.sheet ?? "")) ?? document.sheets[0];
  if (sheet === undefined) return null;
  const assigned = mapping.columns.target !== undefined || mapping.target !== undefined;
  return (
    <>
      <Columns document={document} sheet={sheet} mapping={mapping} onMapping={onMapping} onSheet={onSheet} />
      <Questions mapping={mapping} onMapping={onMapping} />
      <Reading document={document} sheet={sheet} targets={targets} mapping={mapping} onMapping={onMapping} />
      {!assigned && <Labels labels={labels} targets={targets} mapping={mapping} onMapping={onMapping} />}
    </>
  );
}

/** Rows below the header that are shown. */
const SHOWN = 6;
/** Letters of a cell that are shown: a text of thousands would make the page as wide as itself. */
const MOST_SHOWN = 80;
/** Columns that are shown at first. */
const MOST_COLUMNS = 60;

type ColumnsProps = Editing & { document: TableDocument; sheet: SheetLook; onSheet(sheet: string): void };

function Columns({ document, sheet, mapping, onMapping, onSheet }: ColumnsProps) {
  const { say } = useLanguage();
  const width = Math.min(MOST_COLUMNS, Math.max(sheet.titles.length, ...sheet.sample.map(({ cells }) => cells.length)));
  const columns = Array.from({ length: width }, (_, i) => i + 1);
  const { row, lines } = mapping.header;
  const body = sheet.sample.filter((one) => one.row >= row + lines).slice(0, SHOWN);
  return (
    <section className="card stack">
      <h2>{say("1. 시트와 열", "1. Sheet and columns")}</h2>
      {document.sheets.length > 1 && (
        <ChoiceField
          label={say("시트", "Sheet")}
          help={say("자료가 있는 시트를 고르십시오. 예: 1월_사용량", "The sheet that holds the data.")}
          value={sheet.name}
          onChange={(event) => onSheet(event.target.value)}
          options={document.sheets.map(({ name, hidden, rows }) => ({
            value: name,
            label: `${name}${rows > 0 ? say(` (${rows}행)`, ` (${rows} rows)`) : ""}${hidden ? say(" 숨김", " hidden") : ""}`,
          }))}
        />
      )}
      <p className="quiet small">
        {say(
          "열마다 무엇인지 짐작했습니다. 틀리면 바꾸십시오. 고르지 않은 열은 읽지 않습니다.",
          "What each column is was supposed; change what is wrong. Columns without a choice are not read.",
        )}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={say("열과 처음 몇 행", "Columns and the first rows")}>
        <table className="plain import-columns">
          <caption className="only-spoken">{say("열과 처음 몇 행", "Columns and the first rows")}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <ColumnHead key={column} column={column} title={sheet.titles[column - 1] ?? ""} mapping={mapping} onMapping={onMapping} />
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map(({ row: number, cells }) => (
              <tr key={number}>
                {columns.map((column) => (
                  <td key={column} className={fieldAt(mapping, column) === undefined ? "quiet" : undefined}>
                    {cells[column - 1]?.slice(0, MOST_SHOWN)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function ColumnHead({ column, title, mapping, onMapping }: Editing & { column: number; title: string }) {
  const { say, both } = useLanguage();
  const field = fieldAt(mapping, column);
  const reason = reasonAt(mapping, column);
  const month = mapping.months?.columns.find((one) => one.column === column)?.month;
  const name = title === "" ? columnName(column) : title;
  return (
    <th scope="col">
      <div className="stack import-column">
        <span>
          <code className="quiet">{columnName(column)}</code> {title}
        </span>
        <select
          aria-label={say(`'${name}' 열을 무엇으로 읽을까`, `What to read the column '${name}' as`)}
          value={field ?? ""}
          onChange={(event) => onMapping(withField(mapping, column, event.target.value as Field | ""))}
        >
          <option value="">{say("읽지 않음", "Not read")}</option>
          {field === "months" && <option value="months">{say(`${month}월의 수량`, `Quantity of month ${month}`)}</option>}
          {FIELDS.toSorted((a, b) => order(a) - order(b)).map((one) => (
            <option key={one} value={one}>
              {both(FIELD_WORDS[one])}
            </option>
          ))}
        </select>
        {reason !== undefined && (
          <span className="small import-reason">
            {reason.confirm ? <span className="tag warn">{say("확인 필요", "To confirm")}</span> : null} {both(reason.reason)}
          </span>
        )}
      </div>
    </th>
  );
}

const ORDER = Object.keys(FIELD_WORDS);
const order = (field: Field): number => ORDER.indexOf(field);

/** What a number hangs on and was only supposed: a person says yes, or changes it above or below. */
function Questions({ mapping, onMapping }: Editing) {
  const { say, both } = useLanguage();
  const questions = questionsOf(mapping);
  const all = (): void => onMapping(questions.reduce((to, { name }) => agreed(to, name), mapping));
  return (
    <section className="card stack">
      <h2>{say("2. 확인할 것", "2. To confirm")}</h2>
      {questions.length === 0 && (
        <p className="import-ready" role="status">
          <span className="tag good">{say("확인됨", "Confirmed")}</span>{" "}
          {say("더 확인할 것이 없습니다.", "Nothing that was supposed is left to confirm.")}
        </p>
      )}
      <ul className="import-questions">
        {questions.map(({ name, reason }) => (
          <li key={name} className="row spread">
            <span>
              <strong>{both(questionWord(name))}</strong>: {answerTo(mapping, name, say)}{" "}
              <span className="quiet small">({both(reason)})</span>
            </span>
            <Button slim look={questions.length === 1 ? "main" : "plain"} onClick={() => onMapping(agreed(mapping, name))}>
              {say("맞음", "Right")}
              <span className="only-spoken"> {both(questionWord(name))}</span>
            </Button>
          </li>
        ))}
      </ul>
      {questions.length > 1 && (
        <div>
          <Button look="main" onClick={all}>
            {say("모두 맞음", "All of these are right")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What was supposed, in a few words. */
function answerTo(mapping: Mapping, name: string, say: (ko: string, en: string) => string): string {
  const printed = /^unit '(.*)'$/s.exec(name)?.[1];
  if (printed !== undefined) return mapping.units[printed]?.unit ?? "";
  if (name === "months")
    return mapping.months?.year === undefined ? say("연도를 정해야 함", "the year is yet to be said") : String(mapping.months.year);
  if (name === "dateOrder") return mapping.dateOrder?.is ?? "";
  if (name === "decimal") return mapping.decimal?.is === "comma" ? "1.234,5" : "1,234.5";
  if ((name === "unit" || name === "target") && mapping[name]?.confirm) return mapping[name]?.constant ?? "";
  const column = mapping.columns[name as Field]?.column;
  if (column === undefined) return "";
  const filled = mapping.columns[name as Field]?.fill === true ? say(", 빈 칸은 위와 같음", ", blanks as above") : "";
  return say(`${columnName(column)}열`, `column ${columnName(column)}`) + filled;
}

type ReadingProps = Editing & { document: TableDocument; sheet: SheetLook; targets: Targets };

/** Units, signs and dates, one target for all, hidden rows. */
function Reading({ document, sheet, targets, mapping, onMapping }: ReadingProps) {
  const { say } = useLanguage();
  const units = [...new Set(unitsOf(...Object.values(targets).flatMap(({ dimensions }) => dimensions)))];
  const choices = (blank: string) => [{ value: "", label: blank }, ...units.map((unit) => ({ value: unit, label: unit }))];
  return (
    <section className="card stack">
      <h2>{say("3. 단위와 표기", "3. Units and notation")}</h2>
      <div className="columns">
        {mapping.columns.unit === undefined && (
          <ChoiceField
            label={say("표 전체의 단위", "Unit of the whole table")}
            help={say(
              "단위 열이 없을 때만. 단위는 짐작하지 않습니다. 예: kWh",
              "Where no column says it. Units are never guessed. Example: kWh",
            )}
            value={mapping.unit?.constant ?? ""}
            onChange={(event) => onMapping(withUnit(mapping, event.target.value))}
            options={choices(say("고르십시오", "Choose"))}
          />
        )}
        {mapping.columns.unit !== undefined &&
          document.survey.units
            .slice(0, 30)
            .map(({ unit: printed, count }) => (
              <ChoiceField
                key={printed}
                label={say(`적힌 단위 '${printed}' (${count}행)`, `Printed unit '${printed}' (${count} rows)`)}
                value={mapping.units[printed]?.unit ?? ""}
                onChange={(event) => onMapping(withPrintedUnit(mapping, printed, event.target.value))}
                options={choices(say("적힌 그대로", "as printed"))}
              />
            ))}
        <WholeTarget targets={targets} mapping={mapping} onMapping={onMapping} />
        {mapping.months !== undefined && <Year mapping={mapping} onMapping={onMapping} />}
      </div>
      <details>
        <summary>{say("날짜 순서, 소수점, 음수, 숨긴 행", "Order of dates, decimals, negatives, hidden rows")}</summary>
        <Notation sheet={sheet} mapping={mapping} onMapping={onMapping} />
      </details>
    </section>
  );
}

function WholeTarget({ targets, mapping, onMapping }: Editing & { targets: Targets }) {
  const { say } = useLanguage();
  if (mapping.columns.target !== undefined) return null;
  return (
    <div className="field">
      <label htmlFor="import-whole-target">{say("표 전체의 대상", "Target of the whole table")}</label>
      <p className="help">{say("표 전체가 한 가지일 때만. 예: 도시가스 사용량", "Only where all rows are of one thing.")}</p>
      <TargetSelect
        id="import-whole-target"
        targets={targets}
        value={mapping.target?.constant ?? ""}
        onTarget={(target) => onMapping(withTarget(mapping, target))}
        blank={say("행마다 다름", "differs by row")}
      />
    </div>
  );
}

function Year({ mapping, onMapping }: Editing) {
  const { say } = useLanguage();
  const year = mapping.months?.year;
  return (
    <div className="field">
      <label htmlFor="import-year">{say("월별 열의 연도", "Year of the month columns")}</label>
      <input
        id="import-year"
        type="number"
        min={2000}
        max={2199}
        value={year ?? ""}
        onChange={(event) => onMapping(withYear(mapping, event.target.value === "" ? undefined : Number(event.target.value)))}
      />
    </div>
  );
}

function Notation({ sheet, mapping, onMapping }: Editing & { sheet: SheetLook }) {
  const { say } = useLanguage();
  const itself = { value: "", label: say("표가 말하는 대로", "as the table says") };
  return (
    <div className="columns import-notation">
      <ChoiceField
        label={say("날짜의 순서", "Order of dates")}
        help={say("예: 03-04-2025가 3월 4일인지 4월 3일인지", "Is 03-04-2025 in March or in April?")}
        value={mapping.dateOrder?.is ?? ""}
        onChange={(event) => onMapping(withDateOrder(mapping, event.target.value as "dmy" | "mdy" | "ymd" | ""))}
        options={[
          itself,
          { value: "ymd", label: say("연-월-일", "year-month-day") },
          { value: "mdy", label: say("월-일-연", "month-day-year") },
          { value: "dmy", label: say("일-월-연", "day-month-year") },
        ]}
      />
      <ChoiceField
        label={say("소수점", "Decimal sign")}
        value={mapping.decimal?.is ?? ""}
        onChange={(event) => onMapping(withDecimal(mapping, event.target.value as "point" | "comma" | ""))}
        options={[itself, { value: "point", label: "1,234.5" }, { value: "comma", label: "1.234,5" }]}
      />
      <label className="row">
        <input
          type="checkbox"
          checked={mapping.negatives === "read"}
          onChange={(event) => onMapping(withNegatives(mapping, event.target.checked))}
        />
        {say("(5)나 △5를 음수로 읽기", "Read (5) or △5 as negative")}
      </label>
      {sheet.hiddenRows > 0 && (
        <label className="row">
          <input
            type="checkbox"
            checked={mapping.hiddenRows === "skip"}
            onChange={(event) => onMapping(withHiddenRows(mapping, event.target.checked ? "skip" : "read"))}
          />
          {say("숨긴 행은 건너뛰기", "Skip hidden rows")}
        </label>
      )}
    </div>
  );
}

const MOST_LABELS = 200;

function Labels({ labels, targets, mapping, onMapping }: Editing & { labels: TablePlanProps["labels"]; targets: Targets }) {
  const { say, number } = useLanguage();
  const open = labels.filter(({ label }) => labelTarget(mapping, label) === "").length;
  if (mappedColumns(mapping).length === 0 || labels.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{say("4. 항목이 속하는 곳", "4. What the items belong to")}</h2>
      <p className="quiet small" role="status">
        {open === 0
          ? say("모든 항목이 정해졌습니다.", "All items are assigned.")
          : say(
              `${number(open)}개 항목이 어디에 속하는지 정하십시오. 같은 양식의 다음 파일에서는 기억합니다.`,
              `Say what ${open === 1 ? "one item belongs" : `${number(open)} items belong`} to. It is remembered for the next file of the same form.`,
            )}
      </p>
      <table className="plain import-labels">
        <caption className="only-spoken">{say("항목과 대상", "Items and targets")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("항목", "Item")}</th>
            <th scope="col" className="number">
              {say("행", "Rows")}
            </th>
            <th scope="col">{say("대상", "Target")}</th>
          </tr>
        </thead>
        <tbody>
          {labels.slice(0, MOST_LABELS).map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{number(count)}</td>
              <td>
                <TargetSelect
                  aria-label={say(`'${label}'의 대상`, `Target of '${label}'`)}
                  aria-invalid={labelTarget(mapping, label) === "" || undefined}
                  targets={targets}
                  value={labelTarget(mapping, label)}
                  onTarget={(target) => onMapping(withLabel(mapping, label, target))}
                  blank={say("고르십시오", "Choose")}
                  omittable
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {labels.length > MOST_LABELS && (
        <p className="quiet">
          {say(
            `그 밖에 ${number(labels.length - MOST_LABELS)}개: 위의 것을 먼저 정하십시오.`,
            `and ${number(labels.length - MOST_LABELS)} more`,
          )}
        </p>
      )}
    </section>
  );
}
