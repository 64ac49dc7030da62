// Sealing a statement: which one, what is held back, whether the documents go in; then the file.
import { useState } from "react";
import type { Answer } from "../../model/api.ts";
import { ask, useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Download } from "../parts/download.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { Progress, Shown } from "../parts/states.tsx";
import { usePeriodNames } from "../statements/period-names.ts";
import { HoldBack } from "./hold-back.tsx";

type Made = Answer<"sealPackage">;

/** `asked`: the statement's hash from the address, "" where none was asked for. */
export function SealDialog({ org, asked, onClose }: { org: string; asked: string; onClose(): void }) {
  const { say } = useLanguage();
  const [made, setMade] = useState<Made>();
  return (
    <Dialog title={say("산정서 봉인하기", "Seal a statement")} open onClose={onClose}>
      {made === undefined ? (
        <Form org={org} asked={asked} onMade={setMade} onClose={onClose} />
      ) : (
        <Done org={org} made={made} onClose={onClose} />
      )}
    </Dialog>
  );
}

type FormProps = { org: string; asked: string; onMade(made: Made): void; onClose(): void };

function Form({ org, asked, onMade, onClose }: FormProps) {
  const { say } = useLanguage();
  const seal = useDo("sealPackage");
  const [chosen, setChosen] = useState(asked);
  const [held, setHeld] = useState<readonly string[]>([]);
  const [evidence, setEvidence] = useState(true);
  const choose = (hash: string): void => {
    setChosen(hash);
    setHeld([]);
  };
  return (
    <>
      <StatementChoice org={org} chosen={chosen} onChoose={choose} />
      {chosen !== "" && (
        <>
          <WithDocuments evidence={evidence} onChange={setEvidence} />
          <HoldBack key={chosen} org={org} statement={chosen} held={held} onHold={setHeld} />
        </>
      )}
      <RefusedNote refused={seal.error} />
      {seal.isPending && <Progress label={say("모으고, 서명하고, 담는 중…", "Gathering, signing, packing…")} />}
      {chosen === "" && <p className="small quiet">{say("산정서를 고르면 봉인할 수 있습니다.", "Choose a statement to seal it.")}</p>}
      <div className="row">
        <Button
          look="main"
          busy={seal.isPending}
          disabled={chosen === ""}
          onClick={() => seal.mutate({ input: { org, statement: chosen, body: { hold: [...held], evidence } } }, { onSuccess: onMade })}
        >
          {held.length === 0
            ? say("서명하고 봉인", "Sign and seal")
            : say(`${held.length}건을 감추고 봉인`, `Seal, ${held.length} held back`)}
        </Button>
        <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
      </div>
    </>
  );
}

function StatementChoice({ org, chosen, onChoose }: { org: string; chosen: string; onChoose(hash: string): void }) {
  const { say, date } = useLanguage();
  const statements = useAct("listStatements", { org, limit: 500 });
  const period = usePeriodNames(org);
  return (
    <Shown query={statements}>
      {({ items }) => {
        const once = items.filter(({ hash }, i) => items.findIndex((one) => one.hash === hash) === i);
        const options = once.map(({ hash, period: id, at }) => ({
          value: hash,
          label: `${period(id)} · ${date(at, { time: true })} · ${hash.slice(0, 12)}`,
        }));
        const known = chosen === "" || once.some(({ hash }) => hash === chosen);
        return (
          <ChoiceField
            label={say("산정서", "Statement")}
            help={say(
              "봉인한 뒤에는 바뀌지 않습니다. 예: 2025년의 마지막 산정서",
              "It never changes afterwards; such as the last one of 2025",
            )}
            value={chosen}
            onChange={(event) => onChoose(event.target.value)}
            options={[
              ...(chosen === "" ? [{ value: "", label: say("고르십시오", "Choose one") }] : []),
              ...(known ? [] : [{ value: chosen, label: chosen.slice(0, 12) }]),
              ...options,
            ]}
          />
        );
      }}
    </Shown>
  );
}

function WithDocuments({ evidence, onChange }: { evidence: boolean; onChange(evidence: boolean): void }) {
  const { say } = useLanguage();
  return (
    <fieldset className="packages-choose">
      <legend>{say("증빙 문서", "Documents")}</legend>
      <label className="row">
        <input type="radio" name="evidence" checked={evidence} onChange={() => onChange(true)} />
        {say("문서까지 담기", "Put the documents in")}
        <span className="small quiet">{say("받은 사람이 영수증까지 봅니다", "whoever receives it can see them")}</span>
      </label>
      <label className="row">
        <input type="radio" name="evidence" checked={!evidence} onChange={() => onChange(false)} />
        {say("해시만 담기", "Only their hashes")}
        <span className="small quiet">
          {say("문서는 건네지 않고, 나중에 보이면 같은 문서임을 압니다", "they stay here; shown later, they prove to be the same")}
        </span>
      </label>
    </fieldset>
  );
}

function Done({ org, made: { hash, problems }, onClose }: { org: string; made: Made; onClose(): void }) {
  const { say } = useLanguage();
  return (
    <>
      <p role="status">
        <span className="tag good">{say("봉인했습니다", "Sealed")}</span>{" "}
        {say(
          "이 해시가 이 파일의 이름입니다. 계약서나 편지에 적어 두면 바뀐 파일을 바로 알아봅니다.",
          "This hash names the file: quoted in a letter, it tells a changed one.",
        )}
      </p>
      <code className="packages-did">{hash}</code>
      <ProblemList problems={problems} />
      <div className="row">
        <Download look="main" get={() => ask("readPackage", { org, package: hash })}>
          {say("봉인 파일 내려받기", "Download the package")}
        </Download>
        <Button onClick={onClose}>{say("닫기", "Close")}</Button>
      </div>
    </>
  );
}
