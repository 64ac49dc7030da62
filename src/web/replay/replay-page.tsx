// A sealed package verified in the browser: dropped, looked through, never uploaded. Needs no account.
import { useCallback, useState } from "react";
import { Link } from "react-router";
import { DropZone } from "../evidence/drop-zone.tsx";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Loading, PageHead } from "../parts/states.tsx";
import { chooseTheme, theme } from "../theme.ts";
import { type DroppedFile, kindOf, withFile } from "./dropped.ts";
import { FileList } from "./file-list.tsx";
import { ReplayResult } from "./replay-result.tsx";
import { type ReplayState, useReplay } from "./use-replay.ts";
import "./replay.css";

export function ReplayPage() {
  const { say } = useLanguage();
  return (
    <div className="replay">
      <Top />
      <main className="stack" id="main">
        <PageHead
          title={say("봉인 파일 확인", "Verify a sealed package")}
          lead={say(
            "받은 .sandan 파일을 이 화면에 놓으면, 기록에서 숫자를 다시 계산하고 증빙·서명·로그를 확인합니다.",
            "Drop a .sandan file that you were given: its numbers are worked out again from its records, and evidence, signatures and log are checked.",
          )}
        />
        <Privacy />
        <Desk />
      </main>
    </div>
  );
}

function Top() {
  const { say, lang, setLang } = useLanguage();
  const [now, setNow] = useState(theme);
  const next = now === "dark" ? "light" : "dark";
  const other = lang === "ko" ? "en" : "ko";
  return (
    <header className="row spread no-print">
      <Link to="/" className="brand">
        <strong>{say("산단 Sandan", "Sandan 산단")}</strong>
      </Link>
      <div className="row">
        <Button look="bare" slim lang={other} onClick={() => setLang(other)}>
          {other === "ko" ? "한국어" : "English"}
        </Button>
        <Button
          look="bare"
          slim
          aria-label={next === "dark" ? say("어두운 화면", "Dark theme") : say("밝은 화면", "Light theme")}
          onClick={() => {
            chooseTheme(next);
            setNow(next);
          }}
        >
          {next === "dark" ? "☾" : "☀"}
        </Button>
      </div>
    </header>
  );
}

function Privacy() {
  const { say } = useLanguage();
  return (
    <p className="replay-privacy">
      {say(
        "파일은 이 컴퓨터를 떠나지 않습니다. 확인은 모두 이 브라우저 안에서 하며, 화면이 열린 뒤에는 인터넷을 끊어도 됩니다. 이 화면은 자기 서버 말고는 어디에도 연결할 수 없게 막혀 있습니다(CSP connect-src 'self').",
        "Your files do not leave this computer. Everything is checked inside this browser, and once the page is open you may cut the connection. The page is barred from connecting anywhere but to its own server (CSP connect-src 'self').",
      )}
    </p>
  );
}

function Desk() {
  const { say } = useLanguage();
  const [files, setFiles] = useState<readonly DroppedFile[]>([]);
  const [strange, setStrange] = useState<readonly string[]>([]);
  const state = useReplay(files);
  const take = useCallback(async (given: readonly File[]) => {
    const read = await Promise.all(given.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
    const known = read.flatMap(({ name, bytes }): DroppedFile[] => {
      const kind = kindOf(bytes);
      return kind === undefined ? [] : [{ name, bytes, kind }];
    });
    setStrange(read.filter(({ bytes }) => kindOf(bytes) === undefined).map(({ name }) => name));
    if (known.length > 0) setFiles((before) => known.reduce(withFile, before));
  }, []);
  return (
    <>
      <DropZone
        label={say("봉인 파일(.sandan)을 놓거나 고르십시오", "Drop or choose a sealed package (.sandan)")}
        help={say(
          "신뢰 파일(JSON)과 새 상태 목록도 함께 놓을 수 있습니다. 무엇인지는 내용으로 압니다.",
          "A trust file (JSON) and newer status lists may come along; each is known by its content.",
        )}
        onFiles={(given) => void take(given)}
      />
      {strange.length > 0 && (
        <p className="replay-strange" role="alert">
          {say(
            `봉인 파일도, 신뢰 파일도, 상태 목록도 아니어서 쓰지 않았습니다: ${strange.join(", ")}`,
            `Neither package, trust file nor status list, so left aside: ${strange.join(", ")}`,
          )}
        </p>
      )}
      <FileList files={files} onRemove={(file) => setFiles((before) => before.filter((one) => one !== file))} />
      <Outcome state={state} files={files} />
    </>
  );
}

function Outcome({ state, files }: { state: ReplayState; files: readonly DroppedFile[] }) {
  const { say } = useLanguage();
  const sealed = files.find(({ kind }) => kind === "sealed");
  if (sealed === undefined)
    return files.length === 0 ? null : <p role="status">{say("봉인 파일을 놓으십시오.", "Now drop the package.")}</p>;
  if (state === "idle" || state === "busy") return <Loading what={say("이 브라우저에서 확인하는 중…", "Verifying in this browser…")} />;
  if (state === "crashed")
    return (
      <p className="refused" role="alert">
        {say(
          "확인을 끝내지 못했습니다. 파일이 이 브라우저의 메모리보다 클 수 있습니다. sandan verify 명령으로 확인하십시오.",
          "The verification could not be finished: the file may be larger than this browser's memory. Use the command sandan verify.",
        )}
      </p>
    );
  if ("misread" in state)
    return (
      <p className="refused" role="alert">
        {state.misread === "trust"
          ? say(
              "신뢰 파일을 다 이해하지 못해 아무것도 확인하지 않았습니다.",
              "The trust file is not wholly understood, so nothing was verified.",
            )
          : say(
              "상태 목록을 다 이해하지 못해 아무것도 확인하지 않았습니다.",
              "A status list is not wholly understood, so nothing was verified.",
            )}
      </p>
    );
  return <ReplayResult told={state} name={sealed.name} hasTrust={files.some(({ kind }) => kind === "trust")} />;
}
