// The overview of one organisation: its periods with their figures, what is open, and how to begin.
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import type { Answer } from "../../model/api.ts";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { periodPath, useMembership, usePlace } from "../place.ts";

type Period = Answer<"listPeriods">["items"][number];

export function OrganisationPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const membership = useMembership();
  const [opening, setOpening] = useState(false);
  const periods = useAct("listPeriods", { org, limit: 500 });
  const may = membership !== undefined && ["owner", "editor", "consultant"].includes(membership.role);
  return (
    <>
      <PageHead
        title={membership?.name ?? say("조직", "Organisation")}
        lead={say(
          "보고기간마다 지금 자료로 산정한 값과 남은 문제입니다.",
          "For each reporting period: the figures as the records stand, and what is left to mend.",
        )}
      >
        {may && <Button onClick={() => setOpening(true)}>{say("보고기간 열기", "Open a period")}</Button>}
      </PageHead>
      <Shown query={periods}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say("아직 보고기간이 없습니다", "No reporting period yet")}>
              <p>
                {say(
                  "품목 번호와 국가만으로 첫 값을 보고, 입력할 것을 차례로 안내받으십시오.",
                  "See a first figure from code and country alone, and be led through what to enter.",
                )}
              </p>
              {may && (
                <LinkButton to={`/o/${org}/begin`} look="main">
                  {say("처음 10분 시작", "Begin the first ten minutes")}
                </LinkButton>
              )}
            </Empty>
          ) : (
            <div className="stack">
              {items.map((period) => (
                <PeriodCard key={period.id} period={period} />
              ))}
            </div>
          )
        }
      </Shown>
      <OpenPeriod open={opening} onClose={() => setOpening(false)} periods={periods.data?.items ?? []} />
    </>
  );
}

function PeriodCard({ period }: { period: Period }) {
  const { say, date } = useLanguage();
  const { org } = usePlace();
  const { id, title, start, end } = period;
  const figures = useAct("readFigures", { org, period: id });
  return (
    <section className="card stack" aria-labelledby={`period-${id}`}>
      <div className="row spread">
        <h2 id={`period-${id}`}>
          {title === "" ? say("보고기간", "Period") : title}{" "}
          <small className="quiet">
            {date(start)} – {date(end)}
          </small>
        </h2>
        <div className="row">
          <LinkButton to={periodPath(org, id)} look="main" slim>
            {say("결과 보기", "See results")}
          </LinkButton>
          <LinkButton to={periodPath(org, id, "records/energy")} slim>
            {say("자료 입력", "Enter data")}
          </LinkButton>
          <LinkButton to={periodPath(org, id, "import")} slim>
            {say("가져오기", "Import")}
          </LinkButton>
        </div>
      </div>
      {figures.error ? (
        <NotYet period={id} refused={figures.error} />
      ) : (
        <Shown query={figures}>{(value) => <Figures figures={value} period={id} />}</Shown>
      )}
    </section>
  );
}

/** No figure yet: the first things that are missing, and the way on. */
function NotYet({ period, refused }: { period: string; refused: Parameters<typeof RefusedNote>[0]["refused"] }) {
  const { say } = useLanguage();
  const { org } = usePlace();
  const problems = (refused?.problems ?? []).filter(({ severity }) => severity === "error");
  if (problems.length === 0) return <RefusedNote refused={refused} />;
  return (
    <div className="row">
      <span className="tag warn">{say(`아직 산정할 수 없음: ${problems.length}건`, `Not yet: ${problems.length} to mend`)}</span>
      <LinkButton to={periodPath(org, period, "problems")} slim>
        {say("무엇이 빠졌나", "What is missing")}
      </LinkButton>
    </div>
  );
}

function Figures({ figures: { goods, results, problems }, period }: { figures: Answer<"readFigures">; period: string }) {
  const { say, number } = useLanguage();
  const { org } = usePlace();
  const of = (good: string, measure: string): number | null | undefined =>
    results.find((result) => result.product === good && result.measure === measure)?.value;
  const warnings = problems.filter(({ severity }) => severity === "warning").length;
  return (
    <>
      <div className="scroll">
        <table className="plain">
          <caption className="only-spoken">{say("제품별 고유내재배출량", "Specific embedded emissions by good")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("제품", "Good")}</th>
              <th scope="col">CN</th>
              <th scope="col" className="number">
                {say("직접", "Direct")} tCO₂e/t
              </th>
              <th scope="col" className="number">
                {say("간접", "Indirect")} tCO₂e/t
              </th>
              <th scope="col" className="number">
                {say("CBAM 부과 기준", "Charged by CBAM")} tCO₂e/t
              </th>
            </tr>
          </thead>
          <tbody>
            {goods.slice(0, 8).map(({ id, name, cn }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="mono">{cn}</td>
                <td className="number">{number(of(id, "seeDirect"))}</td>
                <td className="number">{number(of(id, "seeIndirect"))}</td>
                <td className="number">{number(of(id, "seeBasis"))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        {goods.length > 8 && <span className="quiet">{say(`외 ${goods.length - 8}개 제품`, `and ${goods.length - 8} more goods`)}</span>}
        {warnings > 0 && (
          <LinkButton to={periodPath(org, period, "problems")} slim>
            {say(`살펴볼 것 ${warnings}건`, `${warnings} to look at`)}
          </LinkButton>
        )}
      </div>
    </>
  );
}

/** A period of an installation, new or known, empty or with what an earlier one hands down. */
function OpenPeriod({ open, onClose, periods }: { open: boolean; onClose(): void; periods: readonly Period[] }) {
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
  const year = new Date().getFullYear();
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
        {periods.length > 0 && (
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
        )}
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
