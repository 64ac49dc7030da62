// What if: quantities changed on a copy, what that would do to each figure, and measures kept with their cost per tonne.
import { useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { LinkButton } from "../parts/button.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { periodPath, usePlace } from "../place.ts";
import { Changes } from "./changes.tsx";
import { changedRecords, type Edits, type Field, fieldsOf } from "./fields.ts";
import { KeepScenario } from "./keep-scenario.tsx";
import { OpenScenario } from "./open-scenario.tsx";
import { Outcome } from "./outcome.tsx";
import { Scenarios } from "./scenarios.tsx";
import { type Loaded, useRecords } from "./use-records.ts";
import "./what-if.css";

export function WhatIfPage() {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const may = useMay();
  const [search] = useSearchParams();
  const scenario = search.get("scenario") ?? "";
  const query = useRecords(org, period);
  return (
    <>
      <PageHead
        title={say("가정해 보기", "What if")}
        lead={say(
          "값을 바꾸면 결과가 어떻게 될지 사본에서 계산합니다. 기록은 바뀌지 않습니다.",
          "Change values on a copy and see what the results would be. The records stay as they are.",
        )}
      />
      <div className="stack">
        {may("calculate") ? (
          <Shown query={query}>{(loaded) => <Bench key={`${period} ${scenario}`} loaded={loaded} />}</Shown>
        ) : (
          <p className="quiet">{say("가정 계산은 편집자와 소유자가 합니다.", "What-ifs are for editors and owners.")}</p>
        )}
        <Scenarios versions={query.data?.scenarios} />
      </div>
    </>
  );
}

/** Milliseconds after which the address says what the hand has set: a browser takes no address for each step of a slider. */
const ADDRESS_REST = 400;

function editsIn(search: URLSearchParams, fields: readonly Field[]): Edits {
  const ids = new Set(fields.map(({ id }) => id));
  const edits = new Map<string, number>();
  for (const text of search.getAll("set")) {
    const cut = text.lastIndexOf("|");
    const [id, value] = [text.slice(0, cut), Number(text.slice(cut + 1))];
    if (ids.has(id) && Number.isFinite(value)) edits.set(id, value);
  }
  return edits;
}

/** The edits, begun with those of the address and kept in it: `set=streams/gas|activity|1200`. */
function useEdits(fields: readonly Field[]): { edits: Edits; set(id: string, value: number | undefined): void; clear(): void } {
  const [search, setSearch] = useSearchParams();
  const [edits, setEdits] = useState<Edits>(() => editsIn(search, fields));
  const told = [...edits].map(([id, value]) => `${id}|${value}`);
  const differs = JSON.stringify(told) !== JSON.stringify(search.getAll("set"));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is written when the edits change, not when it is read.
  useEffect(() => {
    if (!differs) return;
    const timer = setTimeout(() => {
      const params = new URLSearchParams(search);
      params.delete("set");
      for (const text of told) params.append("set", text);
      setSearch(params, { replace: true, preventScrollReset: true });
    }, ADDRESS_REST);
    return () => clearTimeout(timer);
  }, [edits, differs]);
  return {
    edits,
    set: (id, value) =>
      setEdits((before) => {
        const next = new Map(before);
        if (value === undefined) next.delete(id);
        else next.set(id, value);
        return next;
      }),
    clear: () => setEdits(new Map()),
  };
}

function Bench({ loaded }: { loaded: Loaded }) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const [search] = useSearchParams();
  const fields = useMemo(() => fieldsOf(loaded.records), [loaded]);
  const { edits, set, clear } = useEdits(fields);
  const scenario = search.get("scenario");
  const changes = useMemo(() => changedRecords(loaded.records, fields, edits), [loaded, fields, edits]);
  if (fields.length === 0)
    return (
      <Empty title={say("바꾸어 볼 값이 없습니다", "There is nothing to change yet")}>
        <p>{say("먼저 연료, 전력, 생산량을 입력하십시오.", "Enter fuels, electricity and production first.")}</p>
        <LinkButton to={periodPath(org, period, "records/energy")} look="main">
          {say("자료 입력", "Enter data")}
        </LinkButton>
      </Empty>
    );
  if (scenario !== null) return <OpenScenario scenario={scenario} records={loaded.records} />;
  return (
    <>
      <Changes fields={fields} edits={edits} onSet={set} onClear={clear} manyLines={loaded.manyLines} />
      <Outcome changes={changes} />
      {changes.length > 0 && <KeepScenario changes={changes} taken={loaded.scenarios} />}
    </>
  );
}
