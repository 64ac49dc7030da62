// The accreditation of a verification body, as its accreditation body signed it: handed in as a file.
import { useState } from "react";
import type { Json } from "../../base/canonical.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Field } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Progress, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";

type JsonObject = { [key: string]: Json | undefined };

/** A JWT as it is, else JSON; undefined for anything else. */
function securedOf(text: string): JsonObject | string | undefined {
  const trimmed = text.trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(trimmed)) return trimmed;
  try {
    const plain = JSON.parse(trimmed) as unknown;
    return typeof plain === "object" && plain !== null && !Array.isArray(plain) ? (plain as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

export function Accreditation() {
  const { say, date } = useLanguage();
  const { org } = usePlace();
  const may = useMay();
  const query = useAct("listCredentials", { org, limit: 500 });
  return (
    <section className="card stack" aria-labelledby="accreditation">
      <h2 id="accreditation">{say("인정서", "Accreditation")}</h2>
      <p className="quiet">
        {say(
          "인정기관이 이 조직의 식별자에 발급한 증명서입니다. 발행하는 검증의견에 함께 담겨, 받은 사람이 인정을 확인합니다.",
          "What the accreditation body signed about this organisation's identifier; it goes along with every opinion.",
        )}
      </p>
      <Shown query={query}>
        {({ items }) => {
          const kept = items.filter(({ kind }) => kind === "accreditation");
          if (kept.length === 0) return <p className="quiet">{say("아직 없습니다.", "There is none yet.")}</p>;
          return (
            <ul>
              {kept.map(({ id, at }) => (
                <li key={id}>
                  {say(`${date(at, { time: true })}에 올림`, `handed in ${date(at, { time: true })}`)}{" "}
                  <code className="small quiet">{id.slice(0, 8)}</code>
                </li>
              ))}
            </ul>
          );
        }}
      </Shown>
      {may("manage") && <HandIn org={org} />}
    </section>
  );
}

function HandIn({ org }: { org: string }) {
  const { say } = useLanguage();
  const keep = useDo("keepAccreditation");
  const [fault, setFault] = useState<string>();
  const take = async (file: File): Promise<void> => {
    const credential = securedOf(await file.text());
    setFault(
      credential === undefined
        ? say(
            "서명된 증명서가 아닙니다. 인정기관이 준 파일을 그대로 고르십시오.",
            "This is no signed credential. Choose the file as the accreditation body gave it.",
          )
        : undefined,
    );
    if (credential !== undefined) await keep.mutateAsync({ input: { org, body: { credential } } });
  };
  return (
    <div className="stack">
      <Field
        label={say("인정서 파일 올리기", "Hand in the accreditation")}
        help={say(
          "인정기관이 준 파일 그대로(JSON 또는 JWT). 예: accreditation.json",
          "The file as it was given (JSON or JWT); such as accreditation.json",
        )}
        fault={fault}
      >
        <input
          type="file"
          accept=".json,.jwt,.txt,application/json"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file !== undefined) void take(file).catch(() => {});
          }}
        />
      </Field>
      {keep.isPending && <Progress label={say("서명을 확인하는 중…", "Checking the signature…")} />}
      {keep.isSuccess && <p role="status">{say("보관했습니다.", "It is kept.")}</p>}
      <RefusedNote refused={keep.error} />
    </div>
  );
}
