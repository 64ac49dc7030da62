// Attaching a piece of evidence to a quantity of a record, with the place in it.
import { type FormEvent, useState } from "react";
import type { Json } from "../../base/canonical.ts";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { attached, type Place, quantitiesOf } from "./attaching.ts";
import { recordWord } from "./evidence-words.ts";

type RecordItem = Answer<"listRecords">["items"][number];

/** Kinds whose quantities come from documents. */
const KINDS = ["activities", "streams", "processes", "precursors", "products", "measuredPoints", "pfc", "cogeneration"] as const;

export function Attach({ org, sha256, onDone }: { org: string; sha256: string; onDone(): void }) {
  const { say, both } = useLanguage();
  const periods = useAct("listPeriods", { org, limit: 500 });
  const [chosenPeriod, setPeriod] = useState("");
  const [kind, setKind] = useState<string>("streams");
  const newest = periods.data?.items.toSorted((a, b) => (a.end < b.end ? 1 : -1))[0]?.id ?? "";
  const period = chosenPeriod === "" ? newest : chosenPeriod;
  const records = useAct("listRecords", { org, period, kind, limit: 500 }, { when: period !== "" });
  const items = records.data?.items ?? [];
  return (
    <div className="stack card">
      <h3>{say("기록에 붙이기", "Attach to a record")}</h3>
      <div className="columns">
        <ChoiceField
          label={say("보고기간", "Reporting period")}
          value={period}
          onChange={(event) => setPeriod(event.target.value)}
          options={(periods.data?.items ?? []).map(({ id, title, start, end }) => ({
            value: id,
            label: title === "" ? `${start} – ${end}` : title,
          }))}
        />
        <ChoiceField
          label={say("기록의 종류", "Kind of record")}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
          options={KINDS.map((value) => ({ value, label: both(recordWord(value)) }))}
        />
      </div>
      {records.data !== undefined && items.length === 0 && (
        <p className="quiet">{say("이 종류의 기록이 없습니다.", "There are no records of this kind.")}</p>
      )}
      {items.length > 0 && <AttachForm key={`${period}/${kind}`} org={org} period={period} sha256={sha256} items={items} onDone={onDone} />}
    </div>
  );
}

const nameOf = ({ key, body }: RecordItem): string => {
  const { name, label, start } = (body ?? {}) as { name?: string; label?: string; start?: string };
  return [name ?? label ?? key.slice(key.indexOf("/") + 1), start].filter((part) => part !== undefined).join(" · ");
};

type AttachFormProps = { org: string; period: string; sha256: string; items: readonly RecordItem[]; onDone(): void };

function AttachForm({ org, period, sha256, items, onDone }: AttachFormProps) {
  const { say } = useLanguage();
  const put = useDo("putRecord");
  const [key, setKey] = useState(items[0]?.key ?? "");
  const record = items.find((item) => item.key === key);
  const quantities = record === undefined ? [] : quantitiesOf(key, record.body as Json);
  const isLine = key.startsWith("activities/");
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (record === undefined) return;
    const data = new FormData(event.currentTarget);
    const body = attached(key, record.body as Json, { path: String(data.get("path") ?? ""), sha256, place: placeOf(data) });
    put.mutate({ input: { org, period, key, body: { body } }, options: { version: record.version } }, { onSuccess: onDone });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <ChoiceField
        label={say("기록", "Record")}
        value={key}
        onChange={(event) => setKey(event.target.value)}
        options={items.map((item) => ({ value: item.key, label: nameOf(item) }))}
      />
      {!isLine && quantities.length > 0 && (
        <ChoiceField
          label={say("어느 값", "Which value")}
          name="path"
          options={quantities.map(({ path, text }) => ({ value: path, label: `${path}: ${text}` }))}
        />
      )}
      {quantities.length === 0 && (
        <p className="quiet">{say("이 기록에는 증빙을 붙일 값이 없습니다.", "This record has no value to attach evidence to.")}</p>
      )}
      <fieldset className="evidence-where">
        <legend>{say("문서 안의 자리 (아는 만큼)", "Place in the document (as far as known)")}</legend>
        <TextField label={say("쪽", "Page")} name="page" type="number" min={1} max={100000} disabled={!isLine} />
        <TextField label={say("시트", "Sheet")} name="sheet" maxLength={200} />
        <TextField label={say("셀", "Cell")} name="cell" maxLength={10} pattern="[A-Za-z]{1,3}[0-9]{1,7}" placeholder="C12" />
        <TextField label={say("줄", "Line")} name="line" type="number" min={1} max={100000000} />
      </fieldset>
      {!isLine && (
        <p className="quiet small">
          {say("쪽 번호는 활동자료 줄에만 적을 수 있습니다.", "A page can be told of lines of activity data alone.")}
        </p>
      )}
      <RefusedNote refused={put.error} />
      <div className="row">
        <Button look="main" submit busy={put.isPending} disabled={quantities.length === 0}>
          {say("붙이기", "Attach")}
        </Button>
        <Button onClick={onDone}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}

function placeOf(data: FormData): Place {
  const text = (name: string): string => String(data.get(name) ?? "").trim();
  const place: Place = {};
  if (text("page") !== "") place.page = Number(text("page"));
  if (text("sheet") !== "") place.sheet = text("sheet");
  if (text("cell") !== "") place.cell = text("cell").toUpperCase();
  if (text("line") !== "") place.line = Number(text("line"));
  return place;
}
