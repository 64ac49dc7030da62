// The plant's particulars: what the operator's report asks beside figures.
import { type FormEvent, useState } from "react";
import type { Json } from "../../base/canonical.ts";
import { word } from "../../model/words.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { AmountField } from "../parts/amount-field.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { ChoiceField, Field, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { PageHead, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { INSTALLATION, KEPT, NONE, type PlantField, QUALITY, REPORTING, textOf, withTexts } from "./plant-fields.ts";
import "./reports.css";

export function PlantPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  return (
    <>
      <PageHead
        title={say("사업장 정보", "The plant's particulars")}
        lead={say(
          "배출 보고서에 배출량 외에 적어야 하는 내용입니다. 저장한 뒤 산정서를 새로 봉인하면 보고서에 반영됩니다.",
          "What the emissions report asks beside figures. Fill it in, then seal a new statement.",
        )}
      >
        <LinkButton to={`/o/${org}/statements`}>{say("산정서·보고서", "Statements, reports")}</LinkButton>
      </PageHead>
      <div className="stack">
        <RecordForm record="installation" title={say("사업장과 운영자", "Installation and operator")} fields={INSTALLATION} />
        <RecordForm record="reporting" title={say("보고와 확인", "Reporting and confirmations")} fields={REPORTING} />
        <RecordForm record="balances" title={say("자료 품질", "Quality of data")} fields={QUALITY} />
      </div>
    </>
  );
}

type RecordFormProps = { record: "installation" | "reporting" | "balances"; title: string; fields: readonly PlantField[] };

function RecordForm({ record, title, fields }: RecordFormProps) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const [saved, setSaved] = useState(false);
  const query = useAct("listRecords", { org, period, kind: record, limit: 1 });
  return (
    <section className="card stack" aria-labelledby={`plant-${record}`}>
      <h2 id={`plant-${record}`}>{title}</h2>
      <Shown query={query}>
        {({ items: [kept] }) => (
          <Form
            key={kept?.version ?? 0}
            record={record}
            fields={fields}
            body={kept?.body ?? undefined}
            version={kept?.version}
            onSaved={setSaved}
          />
        )}
      </Shown>
      <p role="status" className="reports-told">
        {saved && say("저장했습니다.", "Saved.")}
      </p>
    </section>
  );
}

type FormProps = Omit<RecordFormProps, "title"> & { body: Json | undefined; version: number | undefined; onSaved(saved: boolean): void };

function Form({ record, fields, body, version, onSaved }: FormProps) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const may = useMay();
  const save = useDo("putRecord");
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const next = withTexts(body, fields, (path) => String(data.get(path) ?? ""));
    await save.mutateAsync({
      input: { org, period, key: record, body: { body: next } },
      ...(version !== undefined && { options: { version } }),
    });
    onSaved(true);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event).catch(() => {})} onChange={() => onSaved(false)}>
      <div className="columns reports-plant">
        {fields.map((field) => (
          <Entry key={field.path} field={field} text={textOf(body, field)} />
        ))}
      </div>
      <RefusedNote refused={save.error} />
      <div className="row">
        {may("enter") && (
          <Button look="main" submit busy={save.isPending}>
            {say("저장", "Save")}
          </Button>
        )}
      </div>
    </form>
  );
}

function Entry({ field: { path, label, help, kind, required, options = [] }, text }: { field: PlantField; text: string }) {
  const { say, both } = useLanguage();
  if (kind === "flag")
    return (
      <ChoiceField
        label={both(label)}
        help={both(help)}
        name={path}
        defaultValue={text}
        options={[
          { value: "", label: say("선택하지 않음", "not said") },
          { value: "true", label: say("예", "yes") },
          { value: "false", label: say("아니오", "no") },
        ]}
      />
    );
  if (kind === "choice")
    return (
      <ChoiceField
        label={both(label)}
        help={both(help)}
        name={path}
        defaultValue={text}
        options={[
          { value: "", label: say("선택하지 않음", "not said") },
          ...options.map((one) => ({ value: one, label: both(word(one)) })),
        ]}
      />
    );
  if (kind === "none")
    return (
      <ChoiceField
        label={both(label)}
        help={both(help)}
        name={path}
        defaultValue={text}
        options={[
          { value: "", label: say("선택하지 않음", "not said") },
          { value: NONE, label: say("없음", "none") },
          ...(text === KEPT ? [{ value: KEPT, label: say("입력됨", "entered") }] : []),
        ]}
      />
    );
  if (kind === "lines")
    return (
      <Field label={both(label)} help={both(help)}>
        <textarea name={path} rows={3} defaultValue={text} />
      </Field>
    );
  if (kind !== "text")
    return (
      <AmountField
        label={both(label)}
        help={both(help)}
        name={path}
        defaultValue={text}
        whole={kind === "whole"}
        {...(kind === "whole" && { least: 1 })}
      />
    );
  return <TextField label={both(label)} help={both(help)} name={path} defaultValue={text} required={required === true} maxLength={300} />;
}
