// The second question: at which site and in which year it is made; from the answers the first records are written.
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask, Refused, unreached, useAct } from "../call.ts";
import { type Lang, useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { usePlace } from "../place.ts";
import { readAmount } from "./answer.ts";
import type { Asked } from "./asked.ts";
import { useGood } from "./good-choice.tsx";

const NEW = "";

type Given = { site: string; siteName: string; year: number; goodName: string; tonnes: number | undefined };

/** Site, period and first records, each made where it is not there yet: what stopped halfway goes on when it is sent again. */
async function begun(
  org: string,
  { site, siteName, year, goodName, tonnes }: Given,
  { cn, country, route }: Asked,
  lang: Lang,
): Promise<string> {
  const installation = site === NEW ? await siteOf(org, siteName) : site;
  const [start, end] = [`${year}-01-01`, `${year}-12-31`];
  const { items } = await ask("listPeriods", { org, limit: 500, installation });
  const there = items.find((period) => period.start === start && period.end === end);
  const period = there ?? (await ask("createPeriod", { org, body: { installation, start, end, title: String(year) } }));
  const { goods } = await ask("listAsks", { org, period: period.id });
  if (goods.some((good) => good.cn === cn && good.name === goodName)) return period.id;
  const body = { cn, goodName, country, lang, ...(route && { route }), ...(tonnes !== undefined && { tonnes }) };
  await ask("beginPeriod", { org, period: period.id, body });
  return period.id;
}

async function siteOf(org: string, name: string): Promise<string> {
  const { items } = await ask("listInstallations", { org, limit: 500 });
  return (items.find((one) => one.name === name) ?? (await ask("createInstallation", { org, body: { name } }))).id;
}

export function PlantForm({ asked, onBegun }: { asked: Asked; onBegun(period: string): void }) {
  const { say, lang } = useLanguage();
  const { org } = usePlace();
  const queries = useQueryClient();
  const good = useGood(asked.cn);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | undefined>();
  const [tonnesFault, setTonnesFault] = useState(false);
  const [typed, setTyped] = useState<{ cn: string; name: string } | undefined>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string): string => String(data.get(name) ?? "").trim();
    const tonnes = text("tonnes") === "" ? undefined : readAmount(text("tonnes"));
    const wrong = text("tonnes") !== "" && !(tonnes !== undefined && tonnes > 0);
    setTonnesFault(wrong);
    if (wrong) return;
    setBusy(true);
    setRefused(undefined);
    const given = { site: text("site"), siteName: text("siteName"), year: Number(text("year")), goodName: text("goodName"), tonnes };
    begun(org, given, asked, lang)
      .then(async (period) => {
        await queries.invalidateQueries();
        onBegun(period);
      })
      .catch((error: unknown) => setRefused(error instanceof Refused ? error : unreached()))
      .finally(() => setBusy(false));
  };
  return (
    <form className="card stack" onSubmit={submit} aria-labelledby="begin-plant">
      <h2 id="begin-plant">{say("3. 내 공장의 값으로 바꾸기", "3. Replace it by your own plant's figure")}</h2>
      <p className="quiet">
        {say(
          "실제 자료를 적으면 가산율이 붙은 기본값보다 대개 낮아집니다. 공정과 적을 칸을 미리 만들어 드립니다. 수량은 하나도 지어내지 않습니다.",
          "Actual data mostly come out below the marked-up default. Process and fields are laid out for you; no quantity is made up.",
        )}
      </p>
      <SiteFields />
      <div className="columns">
        <TextField
          label={say("제품 이름", "Name of the good")}
          help={say("공장에서 부르는 이름. 예: 육각머리 볼트 M8", "As you call it, such as hex bolt M8.")}
          name="goodName"
          required
          maxLength={300}
          // What was typed stays when the language changes; what was not follows the good.
          value={typed?.cn === asked.cn ? typed.name : (good?.heading[lang] ?? "")}
          onChange={(event) => setTyped({ cn: asked.cn, name: event.target.value })}
        />
        <TextField
          label={say("한 해 생산량(t), 알면", "Made in the year (t), if known")}
          help={say("EU로 가지 않는 것도 넣습니다. 예: 17,000", "What does not go to the EU included, such as 17000.")}
          name="tonnes"
          inputMode="decimal"
          fault={tonnesFault ? say("0보다 큰 수를 적거나 비워 두십시오.", "A number above zero, or nothing.") : undefined}
        />
      </div>
      <RefusedNote refused={refused} />
      <div>
        <Button look="main" submit busy={busy} disabled={good === undefined}>
          {say("적을 칸 만들기", "Lay out what to enter")}
        </Button>
        {asked.cn === "" && <span className="quiet small"> {say("먼저 품목을 고르십시오.", "Choose a good first.")}</span>}
      </div>
    </form>
  );
}

/** The site, an old one or a new one, and the calendar year of production. */
function SiteFields() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const sites = useAct("listInstallations", { org, limit: 500 }).data?.items ?? [];
  const [site, setSite] = useState<string | undefined>();
  const chosen = site ?? sites[0]?.id ?? NEW;
  const now = new Date().getFullYear();
  return (
    <div className="columns">
      {sites.length > 0 && (
        <ChoiceField
          label={say("사업장", "Installation")}
          help={say("배출량을 산정할 공장입니다.", "The plant whose emissions are counted.")}
          name="site"
          value={chosen}
          onChange={(event) => setSite(event.target.value)}
          options={[...sites.map(({ id, name }) => ({ value: id, label: name })), { value: NEW, label: say("새 사업장", "A new one") }]}
        />
      )}
      {chosen === NEW && (
        <TextField
          label={say("사업장 이름", "Name of the installation")}
          help={say("배출량을 산정할 공장입니다. 예: 시화1공장", "The plant whose emissions are counted, such as Sihwa plant 1.")}
          name="siteName"
          required
          maxLength={300}
        />
      )}
      <ChoiceField
        label={say("생산한 해", "Year of production")}
        help={say("자료를 모을 한 해(1월 1일–12월 31일)입니다.", "The year of the data, 1 January to 31 December.")}
        name="year"
        defaultValue={String(now)}
        options={[now, now - 1, now - 2].map((year) => ({ value: String(year), label: String(year) }))}
      />
    </div>
  );
}
