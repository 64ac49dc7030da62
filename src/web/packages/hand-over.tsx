// What whoever receives a package needs: the trust file, the status lists, the command and the page that verify it.
import { useState } from "react";
import { ask, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { Download } from "../parts/download.tsx";
import { TextField } from "../parts/field.tsx";

export function HandOver({ org }: { org: string }) {
  const { say } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="hand-over">
      <h2 id="hand-over">{say("받은 사람이 확인하는 방법", "How whoever receives it verifies")}</h2>
      <div className="columns">
        <TrustFile org={org} />
        <StatusLists org={org} />
      </div>
      <Verify />
    </section>
  );
}

function TrustFile({ org }: { org: string }) {
  const { say } = useLanguage();
  const identity = useAct("readIdentity", { org });
  const [accreditors, setAccreditors] = useState("");
  const believed = accreditors.trim().split(/\s+/).join(" ");
  return (
    <div className="stack packages-part">
      <h3>{say("신뢰 파일", "Trust file")}</h3>
      <p className="small quiet">
        {say(
          "누구의 서명을 믿을지 적은 파일입니다. 봉인 파일과 다른 길로 건네십시오. 함께 오면 위조된 것도 맞아 보입니다.",
          "It says whose signatures to believe. Hand it over another way than the package: together, a forgery would fit too.",
        )}
      </p>
      <p className="small">
        {say("서명자", "Signer")} <code className="packages-did">{identity.data?.did ?? "…"}</code>
      </p>
      <TextField
        label={say("믿는 인정기관의 식별자", "Accreditation bodies to believe")}
        help={say(
          "검증의견까지 확인할 때 적습니다. 여럿은 빈칸으로 나눕니다. 예: did:web:accreditation.example",
          "For opinions; several with spaces between them. Such as did:web:accreditation.example",
        )}
        value={accreditors}
        maxLength={2000}
        autoComplete="off"
        onChange={(event) => setAccreditors(event.target.value)}
      />
      <div>
        <Download get={() => ask("readTrustFile", { org, ...(believed !== "" && { accreditors: believed }) })}>
          {say("신뢰 파일 내려받기", "Download the trust file")}
        </Download>
      </div>
    </div>
  );
}

function StatusLists({ org }: { org: string }) {
  const { say } = useLanguage();
  return (
    <div className="stack packages-part">
      <h3>{say("상태 목록", "Status lists")}</h3>
      <p className="small quiet">
        {say(
          "지금 무엇이 철회되고 정지되었는지 적은 목록입니다. 없으면 '봉인한 때에는 철회되지 않음'까지만 알 수 있습니다.",
          "What is revoked and suspended as of now. Without it one knows only that nothing was when the file was sealed.",
        )}
      </p>
      <div>
        <Download get={() => ask("readStatusLists", { org })}>{say("상태 목록 내려받기", "Download the status lists")}</Download>
      </div>
    </div>
  );
}

const COMMAND = "npx sandan verify P.sandan --trust trust.json --status status-lists.json";

function Verify() {
  const { say } = useLanguage();
  return (
    <div className="stack packages-part">
      <h3>{say("확인하기", "Verify")}</h3>
      <p>
        {say(
          "브라우저에서는 아래 화면에 파일을 끌어다 놓습니다. 파일은 어디로도 보내지지 않습니다. 터미널에서는 명령 한 줄입니다.",
          "In a browser: drop the files on the page below; they are sent nowhere. In a terminal: one command.",
        )}
      </p>
      <pre className="packages-command">
        <code>{COMMAND}</code>
      </pre>
      <p className="small quiet">
        {say(
          "끝값 0은 모두 맞음, 1은 틀린 것이 있음, 2는 확인하지 못한 것이 있음을 뜻합니다.",
          "Exit 0: all holds; 1: something fails; 2: something could not be checked.",
        )}
      </p>
      <div>
        <LinkButton to="/replay">{say("브라우저에서 확인하기", "Verify in the browser")}</LinkButton>
      </div>
    </div>
  );
}
