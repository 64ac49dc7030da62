// Choosing what is held back of a statement: records and documents by name.
import { useState } from "react";
import type { Statement } from "../../model/statement.ts";
import { useLanguage } from "../language.tsx";
import { TextField } from "../parts/field.tsx";
import { Shown } from "../parts/states.tsx";
import { recordKind, recordKindWord, recordName } from "../record-names.ts";
import { useKept } from "../statements/use-kept.ts";

type HoldProps = { org: string; statement: string; held: readonly string[]; onHold(held: readonly string[]): void };

export function HoldBack({ org, statement, held, onHold }: HoldProps) {
  const { say } = useLanguage();
  const query = useKept("readStatement", { org, statement });
  return (
    <details className="packages-choose">
      <summary>
        <strong>{say("감출 것 고르기", "Hold something back")}</strong>{" "}
        <span className="small quiet">
          {held.length === 0 ? say("모두 보임", "everything is shown") : say(`${held.length}건 감춤`, `${held.length} held back`)}
        </span>
      </summary>
      <p className="small">
        {say(
          "감춘 기록은 값 대신 지문만 남아, 받은 사람은 나머지를 확인하되 그 값은 보지 못합니다.",
          "A record that is held back leaves a fingerprint: whoever receives it verifies the rest and does not see its values.",
        )}
        <br />
        {say(
          "그 기록에서 계산한 숫자는 산정서에 그대로 있으니, 배합비처럼 꼭 지킬 것만 고르십시오.",
          "What was calculated from it stays in the statement: choose only what must be kept, such as a recipe.",
        )}
      </p>
      <Shown query={query}>{(whole) => <Records statement={whole} held={held} onHold={onHold} />}</Shown>
    </details>
  );
}

/** More than this is found by its name. */
const MOST = 200;

type Choosable = { key: string; kind: string; name: string };

function choosable({ records, subjects, evidence }: Statement): Choosable[] {
  const ofRecords = records.map(({ id }) => ({ key: id, kind: recordKind(id), name: recordName(id, subjects) }));
  const documents = evidence.flatMap(({ title, sha256 }) =>
    sha256 === undefined ? [] : [{ key: `evidence/${sha256}`, kind: "evidence", name: title }],
  );
  const all = [...ofRecords, ...documents];
  return all.filter(({ key }, i) => all.findIndex((one) => one.key === key) === i);
}

function Records({ statement, held, onHold }: { statement: Statement } & Pick<HoldProps, "held" | "onHold">) {
  const { say, both } = useLanguage();
  const [sought, setSought] = useState("");
  const all = choosable(statement);
  const found = all.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(sought.trim().toLowerCase())).slice(0, MOST);
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  const toggle = (key: string): void => onHold(held.includes(key) ? held.filter((one) => one !== key) : [...held, key]);
  return (
    <div className="stack">
      {all.length > 20 && (
        <TextField
          label={say("이름으로 찾기", "Find by name")}
          help={say("이름이나 기호의 일부. 예: 페로망간", "A part of its name or key; such as ferro")}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="packages-records" tabIndex={0} aria-label={say("감출 것", "What to hold back")}>
        {kinds.map((kind) => (
          <div key={kind}>
            <h3>{both(recordKindWord(kind))}</h3>
            {found
              .filter((one) => one.kind === kind)
              .map(({ key, name }) => (
                <label key={key}>
                  <input type="checkbox" checked={held.includes(key)} onChange={() => toggle(key)} />
                  <span>
                    {name === "" ? both(recordKindWord(kind)) : name} <code className="small quiet">{key.slice(0, 60)}</code>
                  </span>
                </label>
              ))}
          </div>
        ))}
        {found.length === 0 && <p className="quiet">{say("그런 이름이 없습니다.", "There is nothing of that name.")}</p>}
      </section>
    </div>
  );
}
