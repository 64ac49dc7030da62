// Files on their way in: uploaded one after another, looked at by the server, told what each is.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ask, Refused, unreached } from "../call.ts";
import { DropZone } from "../evidence/drop-zone.tsx";
import { upload } from "../evidence/upload.ts";
import { useLanguage } from "../language.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Loading, Progress } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { type Imported, KIND_WORDS } from "./import-words.ts";

type Sent = { name: string; at: number } & (
  | { is: "sending"; share: number }
  | { is: "looked at" }
  | { is: "ready"; imported: Imported }
  | { is: "kept"; sha256: string }
  | { is: "refused"; refused: Refused }
);

const asRefused = (error: unknown): Refused => (error instanceof Refused ? error : unreached());

/** Pictures and PDFs give no data, but are evidence. */
const KEPT_ONLY = new Set(["INTAKE_KIND"]);

/** Uploads files one after another and begins an import of each; `only` is told of a single file that can be imported. */
function useSending(sender: string, only: (id: string) => void) {
  const { lang } = useLanguage();
  const { org, period } = usePlace();
  const queries = useQueryClient();
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const stop = useRef<AbortController>(undefined);
  const put = (one: Sent): void => setSent((now) => now.map((old) => (old.at === one.at ? one : old)));
  /** The import of one file; undefined where there is none. */
  const take = async (file: File, at: number, signal: AbortSignal): Promise<Imported | undefined> => {
    const { name } = file;
    const { sha256 } = await upload({ org, file, lang, signal, onShare: (share) => put({ name, at, is: "sending", share }) });
    put({ name, at, is: "looked at" });
    try {
      const imported = await ask("beginImport", { org, period, body: { evidence: sha256, sender: sender.trim() } }, { lang });
      put({ name, at, is: "ready", imported });
      return imported;
    } catch (error) {
      const refused = asRefused(error);
      const kept = refused.problems.some(({ code }) => KEPT_ONLY.has(code));
      put(kept ? { name, at, is: "kept", sha256 } : { name, at, is: "refused", refused });
      return undefined;
    }
  };
  const send = async (files: readonly File[]): Promise<void> => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setSent(files.map(({ name }, at) => ({ name, at, is: "sending", share: 0 })));
    const made: Imported[] = [];
    for (const [at, file] of files.entries()) {
      try {
        const imported = await take(file, at, signal);
        if (imported !== undefined) made.push(imported);
      } catch (error) {
        if (signal.aborted) return setSent((now) => now.filter(({ is }) => is !== "sending"));
        put({ name: file.name, at, is: "refused", refused: asRefused(error) });
      }
    }
    await queries.invalidateQueries();
    const [first] = made;
    if (files.length === 1 && first !== undefined) only(first.id);
  };
  return { sent, send, cancel: () => stop.current?.abort() };
}

export function SendFiles({ onOpen }: { onOpen(id: string): void }) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const [sender, setSender] = useState("");
  const { sent, send, cancel } = useSending(sender, onOpen);
  return (
    <section className="card stack" aria-label={say("파일 올리기", "Hand in files")}>
      <TextField
        label={say("보낸 곳 (선택)", "Sender (if known)")}
        help={say(
          "같은 곳의 다음 파일에서 열과 대상을 기억합니다. 예: 삼천리도시가스",
          "Columns and targets are remembered for its next file, such as City Gas Co.",
        )}
        value={sender}
        maxLength={200}
        onChange={(event) => setSender(event.target.value)}
      />
      <DropZone
        label={say("파일을 여기에 놓으십시오", "Drop files here")}
        help={say(
          "엑셀, CSV, 세금계산서 XML, 검침 기록, 집행위원회 양식, 사례 파일. 여러 개 가능",
          "XLSX, CSV, invoices in XML, meter readings, the Commission's workbook, case files; several at once",
        )}
        onFiles={(files) => void send(files)}
      />
      <ul className="import-sent" aria-live="polite">
        {sent.map((one) => (
          <li key={one.at}>
            <SentFile sent={one} org={org} onOpen={onOpen} onCancel={cancel} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SentFile({ sent, org, onOpen, onCancel }: { sent: Sent; org: string; onOpen(id: string): void; onCancel(): void }) {
  const { say, both } = useLanguage();
  switch (sent.is) {
    case "sending":
      return <Progress label={sent.name} share={sent.share} onCancel={onCancel} />;
    case "looked at":
      return <Loading what={say(`${sent.name}: 무엇인지 살펴보는 중…`, `${sent.name}: being looked at…`)} />;
    case "ready":
      return (
        <div className="row">
          <strong>{sent.name}</strong> <span className="tag good">{both(KIND_WORDS[sent.imported.kind])}</span>
          <Button slim onClick={() => onOpen(sent.imported.id)}>
            {say("확인하기", "Look at it")}
          </Button>
        </div>
      );
    case "kept":
      return (
        <div className="row">
          <strong>{sent.name}</strong> <span className="tag note">{say("증빙으로 보관함", "Kept as evidence")}</span>
          <span className="quiet small">
            {/\.xls[xmb]?$/i.test(sent.name)
              ? say(
                  "암호가 걸렸거나 옛 형식(XLS)인 통합문서라 숫자를 읽지 못했습니다. 엑셀에서 암호를 풀고 XLSX로 저장해 다시 올리십시오.",
                  "The workbook has a password or is of the old kind (XLS), so no numbers were read. Save it in Excel as XLSX without a password and send it again.",
                )
              : say("숫자를 읽을 수 있는 형식이 아닙니다.", "No numbers can be read from this format.")}
          </span>
          <LinkButton slim to={`/o/${org}/evidence?open=${sent.sha256}`}>
            {say("기록에 붙이기", "Attach to a record")}
          </LinkButton>
        </div>
      );
    case "refused":
      return (
        <div>
          <strong>{sent.name}</strong>
          <RefusedNote refused={sent.refused} />
        </div>
      );
  }
}
