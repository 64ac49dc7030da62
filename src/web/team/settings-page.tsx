// Settings of an organisation: its name, the complexes that see its sums, all its data as a file, and its end.
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { PageHead, Shown } from "../parts/states.tsx";
import { useMembership, usePlace } from "../place.ts";
import { useSession } from "../session.tsx";
import { roleWord } from "../words.ts";
import { Accreditation } from "./accreditation.tsx";
import { Complexes } from "./complexes.tsx";
import { ExportAll } from "./export-all.tsx";
import { Keys } from "./identity.tsx";
import { Plants } from "./plants.tsx";
import { kindOfOrganisation } from "./words.ts";
import "./team.css";

export function SettingsPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const may = useMay();
  const kind = useMembership()?.kind;
  return (
    <>
      <PageHead
        title={say("설정", "Settings")}
        lead={say("이 조직의 이름, 함께 보는 곳, 내보내기.", "Name, who else sees sums of it, and its export.")}
      />
      <div className="stack">
        <Identity />
        {kind !== "complex" && <Keys />}
        {kind === "verifier" && <Accreditation />}
        {kind === "complex" && may("manage") && <Plants />}
        {kind === "plant" && <Complexes />}
        {may("own") && <ExportAll org={org} />}
        {may("own") && <Remove />}
        {!may("own") && (
          <p className="quiet">{say("내보내기와 삭제는 소유자만 할 수 있습니다.", "Export and removal are for owners alone.")}</p>
        )}
      </div>
    </>
  );
}

function Identity() {
  const { say, both } = useLanguage();
  const { org } = usePlace();
  const membership = useMembership();
  const may = useMay();
  const query = useAct("readOrganisation", { org });
  return (
    <section className="card stack" aria-labelledby="identity">
      <h2 id="identity">{say("조직", "Organisation")}</h2>
      <Shown query={query}>
        {({ name, kind, version }) => (
          <>
            <p>
              <span className="quiet">{say("종류", "Kind")}</span> {both(kindOfOrganisation(kind))} ·{" "}
              <span className="quiet">{say("내 역할", "My role")}</span> {both(roleWord(membership?.role ?? ""))}
            </p>
            {may("manage") ? <Rename key={version} name={name} version={version} /> : <p>{name}</p>}
          </>
        )}
      </Shown>
    </section>
  );
}

function Rename({ name, version }: { name: string; version: number }) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const { renew } = useSession();
  const rename = useDo("renameOrganisation");
  const [text, setText] = useState(name);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await rename.mutateAsync({ input: { org, body: { name: text.trim() } }, options: { version } });
    await renew();
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event).catch(() => {})}>
      <TextField
        label={say("이름", "Name")}
        help={say("화면과 초대 편지에 보이는 이름. 예: 시화정밀(주)", "Shown on pages and in invitations; such as Sihwa Precision")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        maxLength={200}
        required
      />
      <RefusedNote refused={rename.error} />
      <div>
        <Button submit look="main" busy={rename.isPending} disabled={text.trim() === "" || text.trim() === name}>
          {say("이름 바꾸기", "Rename")}
        </Button>
      </div>
    </form>
  );
}

/** Law: nothing is removed by a slip of the hand: the name is typed. */
function Remove() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const name = useMembership()?.name ?? "";
  const { renew } = useSession();
  const go = useNavigate();
  const remove = useDo("removeOrganisation");
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const confirm = async (): Promise<void> => {
    await remove.mutateAsync({ input: { org, name: typed } });
    await renew();
    go("/");
  };
  return (
    <section className="card stack team-danger" aria-labelledby="remove">
      <h2 id="remove">{say("조직 지우기", "Remove the organisation")}</h2>
      <p>
        {say(
          "기록, 증빙, 산정서, 감사 기록이 모두 지워지고 되돌릴 수 없습니다. 먼저 모두 내보내십시오.",
          "Records, evidence, statements and the audit trail are all removed, for good. Export everything first.",
        )}
      </p>
      <div>
        <Button look="danger" onClick={() => setAsking(true)}>
          {say("지우기…", "Remove…")}
        </Button>
      </div>
      <Confirm
        title={say("정말 지울까요?", "Remove it for good?")}
        open={asking}
        action={say("모두 지우기", "Remove everything")}
        busy={remove.isPending}
        refused={remove.error}
        lacks={typed === name ? undefined : say("이름을 그대로 적어야 지울 수 있습니다.", "Type the name as it is to remove it.")}
        onConfirm={() => void confirm().catch(() => {})}
        onClose={() => {
          setAsking(false);
          setTyped("");
        }}
      >
        <TextField
          label={say("조직 이름", "Name of the organisation")}
          help={say(`그대로 적으십시오: ${name}`, `Type it as it is: ${name}`)}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </Confirm>
    </section>
  );
}
