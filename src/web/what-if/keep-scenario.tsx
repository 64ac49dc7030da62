// Keeping the changes as a reduction measure: its name, what it costs, and for how long it serves.
import { type FormEvent, useState } from "react";
import type { Json } from "../../base/canonical.ts";
import { idFrom } from "../../model/grids.ts";
import { readAmount } from "../begin/answer.ts";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { AmountField } from "../parts/amount-field.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { usePlace } from "../place.ts";
import type { ChangedRecord } from "./fields.ts";

const MOST_CHANGES = 200;
const HUNDRED = 100;
const MOST_EUR = 1e12;

type KeepScenarioProps = { changes: readonly ChangedRecord[]; taken: ReadonlyMap<string, number> };

export function KeepScenario({ changes, taken }: KeepScenarioProps) {
  const { say } = useLanguage();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("enter")) return null;
  const many = changes.length > MOST_CHANGES;
  return (
    <div className="row no-print">
      <Button look="main" disabled={many} onClick={() => setOpen(true)}>
        {say("감축 조치로 남기기", "Keep as a reduction measure")}
      </Button>
      {many && (
        <span className="quiet">
          {say(
            `기록 ${MOST_CHANGES}건까지 남길 수 있습니다(지금 ${changes.length}건).`,
            `Up to ${MOST_CHANGES} records can be kept (now ${changes.length}).`,
          )}
        </span>
      )}
      <Dialog title={say("감축 조치로 남기기", "Keep as a reduction measure")} open={open} onClose={() => setOpen(false)}>
        <Form changes={changes} taken={taken} onClose={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

/** A key that no other measure has. */
function keyFor(name: string, taken: ReadonlyMap<string, number>): string {
  const id = idFrom(name) || "1";
  for (let i = 1; ; i += 1) {
    const key = `scenarios/${id}${i === 1 ? "" : `-${i}`}`;
    if (!taken.has(key)) return key;
  }
}

function Form({ changes, taken, onClose }: KeepScenarioProps & { onClose(): void }) {
  const { say } = useLanguage();
  const { org, period } = usePlace();
  const keep = useDo("putRecord");
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const number = (name: string, factor = 1): number | undefined => {
      const value = readAmount(String(data.get(name) ?? ""));
      return value === undefined ? undefined : value * factor;
    };
    const name = String(data.get("name") ?? "").trim();
    const note = String(data.get("note") ?? "").trim();
    const body = {
      name,
      changes: changes.map(({ key, body: to, seen }) => ({ key, body: to, seen })),
      capitalEur: number("capital"),
      yearlyEur: number("yearly"),
      lifetimeYears: number("years"),
      discountRate: number("rate", 1 / HUNDRED),
      ...(note !== "" && { note }),
    };
    const plain = JSON.parse(JSON.stringify(body)) as Json;
    await keep.mutateAsync({ input: { org, period, key: keyFor(name, taken), body: { body: plain } } });
    onClose();
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event).catch(() => {})}>
      <TextField
        label={say("이름", "Name")}
        help={say("무엇을 하는지. 예: 가열로 폐열 회수", "What is done; such as heat recovery at the furnace")}
        name="name"
        maxLength={300}
        required
      />
      <Costs />
      <TextField
        label={say("메모", "Note")}
        help={say("예: 2027년 정기 보수 때", "such as at the shutdown of 2027")}
        name="note"
        maxLength={2000}
      />
      <p className="small quiet">
        {say(
          "빈칸은 0으로 보지 않습니다. 모두 적어야 1톤당 비용이 나옵니다.",
          "What is left blank is not taken for zero: fill in all to see the cost per tonne.",
        )}
      </p>
      <RefusedNote refused={keep.error} />
      <div className="row">
        <Button look="main" submit busy={keep.isPending}>
          {say("남기기", "Keep")}
        </Button>
        <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}

/** What it costs, once and each year, and for how long it serves. */
function Costs() {
  const { say } = useLanguage();
  return (
    <div className="columns">
      <AmountField
        label={say("투자비 (EUR)", "Capital (EUR)")}
        help={say("처음 한 번 드는 비용. 예: 250,000", "Spent once; such as 250,000")}
        name="capital"
        least={0}
        most={MOST_EUR}
      />
      <AmountField
        label={say("연간 비용 (EUR)", "Cost a year (EUR)")}
        help={say("절감되면 음수로. 예: -40,000", "Below zero where it saves; such as -40,000")}
        name="yearly"
        least={-MOST_EUR}
        most={MOST_EUR}
      />
      <AmountField
        label={say("수명 (년)", "Lifetime (years)")}
        help={say("사용하는 햇수. 예: 10", "How long it serves; such as 10")}
        name="years"
        least={1}
        most={100}
        whole
      />
      <AmountField
        label={say("할인율 (% / 년)", "Discount rate (% a year)")}
        help={say("회사에서 쓰는 이자율. 예: 5", "The interest your company counts with; such as 5")}
        name="rate"
        least={0}
        most={100}
      />
    </div>
  );
}
