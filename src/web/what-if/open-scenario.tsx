// A kept measure looked at again: what it would change, and what that would do.
import { useMemo } from "react";
import type { Json } from "../../base/canonical.ts";
import type { Scenario } from "../../model/scenario.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { Shown } from "../parts/states.tsx";
import { periodPath, usePlace } from "../place.ts";
import { editsOf, type Records } from "./fields.ts";
import { Outcome } from "./outcome.tsx";

export function OpenScenario({ scenario: key, records }: { scenario: string; records: Records }) {
  const { org, period } = usePlace();
  const query = useAct("readRecord", { org, period, key });
  return <Shown query={query}>{({ body }) => <Opened scenario={body as unknown as Scenario | null} records={records} />}</Shown>;
}

function Opened({ scenario, records }: { scenario: Scenario | null; records: Records }) {
  const { say, both, number } = useLanguage();
  const { org, period } = usePlace();
  const changes = useMemo(() => (scenario?.changes ?? []).map(({ key, body }) => ({ key, body: body as Json | null })), [scenario]);
  const edits = useMemo(() => editsOf(records, changes), [records, changes]);
  const query = new URLSearchParams(edits.map(({ field, value }) => ["set", `${field.id}|${value}`]));
  const here = periodPath(org, period, "what-if");
  return (
    <>
      <section className="card stack" aria-labelledby="measure">
        <div className="row spread">
          <h2 id="measure">{scenario?.name ?? say("삭제된 조치", "A measure that was removed")}</h2>
          <div className="row">
            {edits.length > 0 && (
              <LinkButton to={`${here}?${query}`}>{say("이 값에서 이어서 바꾸기", "Go on from these values")}</LinkButton>
            )}
            <LinkButton to={here}>{say("닫기", "Close")}</LinkButton>
          </div>
        </div>
        <ul>
          {edits.map(({ field, value }) => (
            <li key={field.id}>
              {field.name}, {both(field.label)}: {number(field.value, 9)} → <strong>{number(value, 9)}</strong> {field.unit}
            </li>
          ))}
        </ul>
      </section>
      <Outcome changes={changes} />
    </>
  );
}
