// Importing: files are dropped, looked at, confirmed, tried, mended and taken in.
import { useSearchParams } from "react-router";
import { ask, saveFile, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { PageHead, Shown } from "../parts/states.tsx";
import { useMembership, usePlace } from "../place.ts";
import { ImportView } from "./import-view.tsx";
import { type Imported, KIND_WORDS, STATE_WORDS } from "./import-words.ts";
import { SendFiles } from "./send-files.tsx";
import "./import.css";

export function ImportPage() {
  const { say, lang } = useLanguage();
  const { org, period } = usePlace();
  const [search, setSearch] = useSearchParams();
  const open = search.get("import");
  const go = (id: string | undefined): void => setSearch(id === undefined ? {} : { import: id });
  const template = async (): Promise<void> => saveFile(await ask("readImportTemplate", { org, period, lang }));
  return (
    <div className="import-page stack">
      <PageHead
        title={say("가져오기", "Import")}
        lead={say(
          "엑셀, CSV, 세금계산서, 검침 기록, 집행위원회 양식을 그대로 올리십시오. 확인하기 전에는 아무것도 담기지 않습니다.",
          "Drop workbooks, CSV, invoices, meter readings or the Commission's workbook as they are. Nothing is taken in before you confirm it.",
        )}
      >
        <Button onClick={() => void template().catch(() => {})}>{say("빈 입력 양식(XLSX)", "Blank workbook (XLSX)")}</Button>
      </PageHead>
      {open === null ? <Begin onOpen={go} /> : <ImportView key={open} id={open} onOther={go} />}
    </div>
  );
}

function Begin({ onOpen }: { onOpen(id: string): void }) {
  const { say } = useLanguage();
  const role = useMembership()?.role;
  const mayEnter = role === "owner" || role === "editor" || role === "consultant";
  return (
    <>
      {mayEnter ? (
        <SendFiles onOpen={onOpen} />
      ) : (
        <p className="quiet">{say("이 조직에서는 볼 수만 있습니다.", "You may only look in this organisation.")}</p>
      )}
      <Before onOpen={onOpen} />
    </>
  );
}

type Entry = Omit<Imported, "look" | "plan" | "problems">;

/** Imports of this period, newest first. */
function Before({ onOpen }: { onOpen(id: string): void }) {
  const { org, period } = usePlace();
  const imports = useAct("listImports", { org, period, limit: 500 });
  return (
    <Shown query={imports}>
      {({ items }) => (items.length === 0 ? null : <List items={items.toReversed().slice(0, 50)} onOpen={onOpen} />)}
    </Shown>
  );
}

function List({ items, onOpen }: { items: readonly Entry[]; onOpen(id: string): void }) {
  const { say, both, number } = useLanguage();
  const { org } = usePlace();
  const evidence = useAct("listEvidence", { org, limit: 500 });
  const names = new Map(evidence.data?.items.map(({ sha256, name }) => [sha256, name]));
  return (
    <section className="card">
      <h2>{say("지금까지의 가져오기", "Imports so far")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={say("가져오기 목록", "List of imports")}>
        <table className="plain">
          <caption className="only-spoken">{say("가져오기 목록", "List of imports")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("문서", "Document")}</th>
              <th scope="col">{say("종류", "Kind")}</th>
              <th scope="col">{say("상태", "State")}</th>
              <th scope="col" className="number">
                {say("담은 기록", "Taken in")}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, evidence: sha256, kind, state, added }) => (
              <tr key={id}>
                <th scope="row">
                  <button type="button" className="import-open" onClick={() => onOpen(id)}>
                    {names.get(sha256) ?? sha256.slice(0, 12)}
                  </button>
                </th>
                <td>{both(KIND_WORDS[kind])}</td>
                <td>
                  <span className={`tag ${STATE_WORDS[state].look}`}>{both(STATE_WORDS[state])}</span>
                </td>
                <td className="number">{state === "done" ? number(added) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
