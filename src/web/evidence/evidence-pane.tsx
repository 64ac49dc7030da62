// A piece of evidence beside what cites it: the page, cell or line marked.
import { useEffect, useState } from "react";
import type { Bytes } from "../../model/api/act.ts";
import type { EvidencePlace } from "../../model/insight.ts";
import { ask, Refused, saveFile, unreached, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Loading, Shown } from "../parts/states.tsx";
import { PdfView } from "./pdf-view.tsx";
import { WindowView } from "./sheet-view.tsx";
import "./evidence.css";

/** A place as people name it: sheet and cell, line, page. */
export function PlaceName({ place: { sheet, cell, line, page } }: { place: Omit<EvidencePlace, "title"> }) {
  const { say } = useLanguage();
  const parts = [
    sheet,
    cell,
    line === undefined ? undefined : say(`${line}번째 줄`, `line ${line}`),
    page === undefined ? undefined : say(`${page}쪽`, `page ${page}`),
  ].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? null : <code>{parts.join(" · ")}</code>;
}

export function EvidencePane({ org, place }: { org: string; place: EvidencePlace }) {
  const { say } = useLanguage();
  const { sha256, title } = place;
  return (
    <section className="evidence-pane stack" aria-label={say(`증빙 ${title}`, `Evidence ${title}`)}>
      <div className="row spread">
        <div>
          <h3>{title}</h3>
          <PlaceName place={place} />
        </div>
        {sha256 !== undefined && <DownloadEvidence org={org} sha256={sha256} />}
      </div>
      {sha256 === undefined ? (
        <p className="quiet">
          {say(
            "이름만 적혀 있고 문서는 보관되어 있지 않습니다. 증빙으로 올려 붙이십시오.",
            "Only its name is known; the document is not kept here. Upload it as evidence and attach it.",
          )}
        </p>
      ) : (
        <Content org={org} place={{ ...place, sha256 }} />
      )}
    </section>
  );
}

/** The document as it was handed in. */
export function DownloadEvidence({ org, sha256 }: { org: string; sha256: string }) {
  const { say } = useLanguage();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const get = async (): Promise<void> => {
    setBusy(true);
    try {
      saveFile(await ask("readEvidence", { org, sha256 }));
      setRefused(undefined);
    } catch (error) {
      setRefused(error instanceof Refused ? error : unreached());
    }
    setBusy(false);
  };
  return (
    <div>
      <Button slim busy={busy} onClick={() => void get()}>
        {say("내려받기", "Download")}
      </Button>
      {refused && <RefusedNote refused={refused} />}
    </div>
  );
}

function Content({ org, place }: { org: string; place: EvidencePlace & { sha256: string } }) {
  const { say } = useLanguage();
  const look = useAct("lookAtEvidence", { org, sha256: place.sha256, rows: 1 });
  return (
    <Shown query={look}>
      {({ kind }) => {
        // Another place of the same document begins anew.
        const { sha256, sheet, cell, line, page } = place;
        const key = [sha256, sheet, cell, line, page].join("|");
        if (kind === "sheet" || kind === "text") return <WindowView key={key} org={org} place={place} />;
        if (kind === "other")
          return (
            <p className="quiet">
              {say("이 형식은 화면에 보일 수 없습니다. 내려받아 여십시오.", "This format cannot be shown here. Download it to open it.")}
            </p>
          );
        return <Drawn org={org} place={place} kind={kind} />;
      }}
    </Shown>
  );
}

/** The bytes of a piece of evidence: they never change. */
function useBytes(org: string, sha256: string): Bytes | Refused | undefined {
  const [found, setFound] = useState<Bytes | Refused>();
  useEffect(() => {
    let gone = false;
    setFound(undefined);
    ask("readEvidence", { org, sha256 }).then(
      (bytes) => !gone && setFound(bytes),
      (error: unknown) => !gone && setFound(error instanceof Refused ? error : unreached()),
    );
    return () => {
      gone = true;
    };
  }, [org, sha256]);
  return found;
}

function Drawn({ org, place, kind }: { org: string; place: EvidencePlace & { sha256: string }; kind: "pdf" | "image" }) {
  const found = useBytes(org, place.sha256);
  if (found === undefined) return <Loading />;
  if (found instanceof Refused) return <RefusedNote refused={found} />;
  return kind === "pdf" ? (
    <PdfView bytes={found.bytes} page={place.page} title={place.title} />
  ) : (
    <Picture of={found} title={place.title} />
  );
}

/** Pictures are shown as data in the page: the strict CSP lets nothing else in. */
function Picture({ of, title }: { of: Bytes; title: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const reader = new FileReader();
    reader.addEventListener("load", () => setUrl(String(reader.result)));
    reader.readAsDataURL(new Blob([of.bytes as Uint8Array<ArrayBuffer>], { type: of.type }));
    return () => reader.abort();
  }, [of]);
  return url === undefined ? (
    <Loading />
  ) : (
    <div className="evidence-image">
      <img src={url} alt={title} />
    </div>
  );
}
