// Opening a reporting period: of a known installation or a new one, empty or with what an earlier period hands down.
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { periodPath, usePlace } from "../place.ts";

type Period = Answer<"listPeriods">["items"][number];
type Given = { open: boolean; onClose(): void; periods: readonly Period[] };

export function OpenPeriod({ open, onClose, periods }: Given) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const go = useNavigate();
  const installations = useAct("listInstallations", { org, limit: 500 }, { when: open });
  const site = useDo("createInstallation");
  const make = useDo("createPeriod");
  const known = installations.data?.items ?? [];
  const [chosen, setChosen] = useState("");
  const installation = chosen === "" ? (known[0]?.id ?? "new") : chosen;
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string): string => String(data.get(name) ?? "");
    const id = installation === "new" ? (await site.mutateAsync({ input: { org, body: { name: text("site") } } })).id : installation;
    setChosen(id);
    const copy = text("copy");
    const body = { installation: id, title: text("title"), start: text("start"), end: text("end"), ...(copy !== "" && { copyFrom: copy }) };
    const period = await make.mutateAsync({ input: { org, body } });
    onClose();
    go(periodPath(org, period.id, "records/energy"));
  };
  return (
    <Dialog title={say("보고기간 열기", "Open a reporting period")} open={open} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event).catch(() => {})}>
        <ChoiceField
          label={say("사업장", "Installation")}
          help={say("공장 한 곳이 사업장 하나입니다.", "One plant is one installation.")}
          value={installation}
          onChange={(event) => setChosen(event.target.value)}
          options={[...known.map(({ id, name }) => ({ value: id, label: name })), { value: "new", label: say("새 사업장", "A new one") }]}
        />
        {installation === "new" && (
          <TextField
            label={say("사업장 이름", "Name of the installation")}
            help={say("예: 시화1공장", "such as Plant 1")}
            name="site"
            required
            maxLength={300}
          />
        )}
        <Span />
        {periods.length > 0 && <HandedDown periods={periods} />}
        <RefusedNote refused={site.error ?? make.error} />
        <div className="row">
          <Button look="main" submit busy={site.isPending || make.isPending}>
            {say("열기", "Open")}
          </Button>
          <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Title, first and last day. */
function Span() {
  const { say } = useLanguage();
  const year = new Date().getFullYear();
  return (
    <>
      <TextField
        label={say("이름", "Title")}
        help={say("예: 2025년", "such as 2025")}
        name="title"
        defaultValue={String(year)}
        maxLength={200}
      />
      <div className="columns">
        <TextField
          label={say("첫날", "First day")}
          help={say("보통 1월 1일", "usually 1 January")}
          name="start"
          type="date"
          defaultValue={`${year}-01-01`}
          required
        />
        <TextField
          label={say("마지막 날", "Last day")}
          help={say("보통 12월 31일", "usually 31 December")}
          name="end"
          type="date"
          defaultValue={`${year}-12-31`}
          required
        />
      </div>
    </>
  );
}

function HandedDown({ periods }: Pick<Given, "periods">) {
  const { say } = useLanguage();
  return (
    <ChoiceField
      label={say("이어받기", "Hand down from")}
      help={say(
        "공정·제품·계수를 이어받고, 활동자료는 이어받지 않습니다.",
        "Processes, goods and factors are taken over, activity data are not.",
      )}
      name="copy"
      options={[
        { value: "", label: say("비어 있게", "nothing") },
        ...periods.map(({ id, title, start }) => ({ value: id, label: title === "" ? start : title })),
      ]}
    />
  );
}
