// Site visits of this period and of earlier ones, with what the law makes of them as they stand.
import { useState } from "react";
import { VISIT_KINDS, WAIVER_GROUNDS } from "../../model/verification.ts";
import { visitRefusals } from "../../model/verification-refusals.ts";
import { label } from "../../model/verification-words.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField, Field, TextField } from "../parts/field.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { Why } from "./act-button.tsx";
import { useDesk, useDeskDo, useMayDo, useNameOf, type Verification } from "./desk.tsx";

type Visit = Verification["visits"][number];
type Earlier = Verification["earlierVisits"][number];

const today = (): string => new Date().toISOString().slice(0, 10);

export function VisitsPart() {
  const { say } = useLanguage();
  const { desk } = useDesk();
  const may = useMayDo("recordVisits");
  return (
    <section className="card stack" aria-labelledby="visits">
      <h2 id="visits">{say("현장 방문", "Site visits")}</h2>
      <p className="quiet">
        {say(
          "첫해는 현장 방문이 필요합니다. 원격 방문은 바로 앞 기간에, 방문 면제는 앞선 두 기간에 현장 방문이 있어야 합니다.",
          "The first period needs a physical visit; a virtual one needs a physical one the period before, a waiver in both of the two before.",
        )}
      </p>
      {may ? <Form key={desk.version} /> : <Recorded />}
    </section>
  );
}

function Standing({ verification }: { verification: Verification }) {
  const { say } = useLanguage();
  const problems = visitRefusals(verification, today());
  return (
    <div role="status">
      {problems.length === 0 ? (
        <p>
          <span className="tag good">{say("방문 요건 충족", "The visits hold")}</span>
        </p>
      ) : (
        <ProblemList problems={problems} />
      )}
    </div>
  );
}

function Recorded() {
  const { say, both, date } = useLanguage();
  const { verification } = useDesk().desk;
  const nameOf = useNameOf();
  return (
    <>
      <Standing verification={verification} />
      {verification.visits.length === 0 && <p className="quiet">{say("방문 기록이 없습니다.", "No visit is recorded.")}</p>}
      <ul>
        {verification.visits.map(({ kind, from, to, who, grounds, note }) => (
          <li key={`${kind} ${from} ${to}`}>
            {both(label(kind))} {date(from)} – {date(to)} {who.map(nameOf).join(", ")}
            {grounds.length > 0 && <span className="small quiet"> · {grounds.map((one) => both(label(one))).join(", ")}</span>}
            {note !== undefined && <span className="small verify-line-two">{note}</span>}
          </li>
        ))}
        {verification.earlierVisits.map(({ year, kind }) => (
          <li key={year} className="quiet">
            {year}: {both(label(kind))}
          </li>
        ))}
      </ul>
      <Why act="recordVisits" />
    </>
  );
}

function Form() {
  const { say } = useLanguage();
  const { verification } = useDesk().desk;
  const record = useDeskDo("recordVisits");
  const [visits, setVisits] = useState<readonly Visit[]>(verification.visits);
  const [earlier, setEarlier] = useState<readonly Earlier[]>(verification.earlierVisits);
  const set = (at: number, visit: Visit): void => setVisits(visits.map((one, i) => (i === at ? visit : one)));
  const add = (): void => setVisits([...visits, { kind: "physical", from: today(), to: today(), who: [], grounds: [] }]);
  const year = Number(verification.engagement.period.end.slice(0, 4));
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate({ body: { visits: [...visits], earlierVisits: [...earlier] } });
      }}
    >
      {visits.map((visit, i) => (
        <VisitFields
          // biome-ignore lint/suspicious/noArrayIndexKey: visits have no name of their own.
          key={i}
          at={i}
          visit={visit}
          onChange={(next) => set(i, next)}
          onRemove={() => setVisits(visits.filter((_, j) => j !== i))}
        />
      ))}
      <div>
        <Button onClick={add}>{say("방문 더하기", "Add a visit")}</Button>
      </div>
      <EarlierFields year={year} earlier={earlier} onChange={setEarlier} />
      <Standing verification={{ ...verification, visits: [...visits], earlierVisits: [...earlier] }} />
      <RefusedNote refused={record.error} />
      <div className="row">
        <Button look="main" submit busy={record.isPending}>
          {say("방문 저장", "Save the visits")}
        </Button>
        {record.isSuccess && <span role="status">{say("저장했습니다.", "Saved.")}</span>}
      </div>
    </form>
  );
}

type VisitProps = { at: number; visit: Visit; onChange(visit: Visit): void; onRemove(): void };

function VisitFields({ at, visit, onChange, onRemove }: VisitProps) {
  const { say, both } = useLanguage();
  return (
    <fieldset className="verify-group">
      <legend>{say(`방문 ${at + 1}`, `Visit ${at + 1}`)}</legend>
      <div className="columns">
        <ChoiceField
          label={say("방식", "Kind")}
          value={visit.kind}
          onChange={(event) => onChange({ ...visit, kind: event.target.value as Visit["kind"] })}
          options={VISIT_KINDS.map((value) => ({ value, label: both(label(value)) }))}
        />
        <TextField
          type="date"
          label={say("첫날", "From")}
          required
          value={visit.from}
          onChange={(event) => onChange({ ...visit, from: event.target.value })}
        />
        <TextField
          type="date"
          label={say("끝날", "To")}
          required
          value={visit.to}
          onChange={(event) => onChange({ ...visit, to: event.target.value })}
        />
      </div>
      <WhoAndWhy visit={visit} onChange={onChange} />
      <Field label={say("적어 둘 것", "Note")}>
        <textarea
          rows={2}
          maxLength={4000}
          value={visit.note ?? ""}
          onChange={(event) => {
            const { note: _, ...rest } = visit;
            onChange(event.target.value === "" ? rest : { ...rest, note: event.target.value });
          }}
        />
      </Field>
      <div>
        <Button slim onClick={onRemove}>
          {say("이 방문 빼기", "Remove this visit")}
        </Button>
      </div>
    </fieldset>
  );
}

/** By whom, and on what grounds where the visit is waived. */
function WhoAndWhy({ visit, onChange }: Pick<VisitProps, "visit" | "onChange">) {
  const { say, both } = useLanguage();
  const { team } = useDesk().desk.verification.engagement;
  const toggled = <T extends string>(list: readonly T[], one: T): T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  const people = team.filter(({ person }, i) => team.findIndex((one) => one.person === person) === i);
  return (
    <>
      <fieldset className="verify-inner">
        <legend>{say("누가", "Who")}</legend>
        {people.map(({ person, name }) => (
          <label key={person} className="row">
            <input
              type="checkbox"
              checked={visit.who.includes(person)}
              onChange={() => onChange({ ...visit, who: toggled(visit.who, person) })}
            />
            {name}
          </label>
        ))}
      </fieldset>
      {visit.kind === "waived" && (
        <fieldset className="verify-inner">
          <legend>{say("면제의 근거 (모두 있어야 함)", "Grounds of the waiver (all of them)")}</legend>
          {WAIVER_GROUNDS.map((ground) => (
            <label key={ground} className="row">
              <input
                type="checkbox"
                checked={visit.grounds.includes(ground)}
                onChange={() => onChange({ ...visit, grounds: toggled(visit.grounds, ground) })}
              />
              {both(label(ground))}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

/** Years that the law looks back to. */
const LOOKS_BACK = 4;

type EarlierProps = { year: number; earlier: readonly Earlier[]; onChange(earlier: readonly Earlier[]): void };

function EarlierFields({ year, earlier, onChange }: EarlierProps) {
  const { say, both } = useLanguage();
  const years = [...new Set([...Array.from({ length: LOOKS_BACK }, (_, i) => year - 1 - i), ...earlier.map((one) => one.year)])].sort(
    (a, b) => b - a,
  );
  const set = (of: number, kind: string): void => {
    const rest = earlier.filter((one) => one.year !== of);
    onChange(kind === "" ? rest : [...rest, { year: of, kind: kind as Earlier["kind"] }].sort((a, b) => a.year - b.year));
  };
  return (
    <fieldset className="verify-group">
      <legend>{say("앞선 보고기간의 방문", "Visits of earlier periods")}</legend>
      <div className="columns">
        {years.map((of) => (
          <ChoiceField
            key={of}
            label={say(`${of}년`, `${of}`)}
            value={earlier.find((one) => one.year === of)?.kind ?? ""}
            onChange={(event) => set(of, event.target.value)}
            options={[
              { value: "", label: say("없음 · 모름", "none, or not known") },
              ...VISIT_KINDS.map((value) => ({ value, label: both(label(value)) })),
            ]}
          />
        ))}
      </div>
    </fieldset>
  );
}
