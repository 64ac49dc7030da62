// What the reports ask of the site and its operator: name, address, codes; saved as the installation's record.
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Json } from "../../base/canonical.ts";
import { fieldOf, readAmount, withField } from "../begin/answer.ts";
import { ask, Refused, unreached, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { AmountField } from "../parts/amount-field.tsx";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Loading } from "../parts/states.tsx";
import { usePlace } from "../place.ts";

type Field = { path: string; ko: string; en: string; helpKo: string; helpEn: string };
const field = (path: string, [ko, en]: [string, string], [helpKo, helpEn]: [string, string]): Field => ({ path, ko, en, helpKo, helpEn });

const FIELDS: readonly Field[] = [
  field("name", ["사업장 이름", "Installation"], ["공장 이름. 예: 시화1공장", "The plant, such as Sihwa plant 1."]),
  field("nameEnglish", ["영문 이름", "Name in English"], ["보고서에 쓰입니다. 예: Sihwa Plant 1", "As reports show it."]),
  field("operator/name", ["운영자", "Operator"], ["법인 이름. 예: 시화정밀 주식회사", "The company, such as Sihwa Precision Co., Ltd."]),
  field(
    "operator/registration",
    ["운영자 등록번호", "Registration number"],
    ["사업자등록번호. 예: 123-45-67890", "Of the company, such as 123-45-67890."],
  ),
  field(
    "economicActivity",
    ["경제활동", "Economic activity"],
    ["하는 일과 분류. 예: 볼트 제조(C25941)", "What it does, such as bolts (C25941)."],
  ),
  field("country", ["국가", "Country"], ["두 글자 코드. 예: KR", "Two letters, such as KR."]),
  field("address/street", ["도로명 주소", "Street"], ["예: 산기대학로 237", "Such as 237 Sangidaehak-ro."]),
  field("address/city", ["시·군·구", "City"], ["예: 시흥시", "Such as Siheung-si."]),
  field("address/postCode", ["우편번호", "Post code"], ["예: 15073", "Such as 15073."]),
  field("unlocode", ["UN/LOCODE", "UN/LOCODE"], ["가까운 항구나 도시의 코드. 예: KRINC", "Of the nearest port or city, such as KRINC."]),
];

/** The record with what the form says; an emptied field goes. */
function changed(body: Json, data: FormData): Json {
  let next = body;
  for (const { path } of FIELDS) {
    const text = String(data.get(path) ?? "").trim();
    if (text !== "") next = withField(next, path, text);
    else if (fieldOf(next, path) !== undefined) next = without(next, path.split("/"));
  }
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => readAmount(String(data.get(name) ?? "")));
  if (latitude === undefined && longitude === undefined)
    return fieldOf(next, "coordinates") === undefined ? next : without(next, ["coordinates"]);
  // One without the other is no place: the server says so.
  return withField(next, "coordinates", { ...(latitude !== undefined && { latitude }), ...(longitude !== undefined && { longitude }) });
}

function without(body: Json, [key = "", ...rest]: readonly string[]): Json {
  const { [key]: inner, ...others } = body as { [key: string]: Json };
  return rest.length === 0 || inner === undefined ? others : { ...others, [key]: without(inner, rest) };
}

export function SiteDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { say } = useLanguage();
  return (
    <Dialog title={say("사업장과 운영자", "Installation and operator")} open={open} onClose={onClose}>
      <SiteForm onClose={onClose} />
    </Dialog>
  );
}

function SiteForm({ onClose }: { onClose(): void }) {
  const { say, lang } = useLanguage();
  const { org, period } = usePlace();
  const queries = useQueryClient();
  const record = useAct("readRecord", { org, period, key: "installation" });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | undefined>();
  if (record.isPending) return <Loading />;
  // A period without the record begins one.
  const body = (record.data?.body ?? {}) as Json;
  const version = record.data?.version;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setBusy(true);
    setRefused(undefined);
    const next = changed(body, new FormData(event.currentTarget));
    ask("putRecord", { org, period, key: "installation", body: { body: next } }, version === undefined ? {} : { version })
      .then(() => queries.invalidateQueries())
      .then(onClose)
      .catch((error: unknown) => setRefused(error instanceof Refused ? error : unreached()))
      .finally(() => setBusy(false));
  };
  const at = (path: string): string => String(fieldOf(body, path) ?? "");
  return (
    <form className="stack" onSubmit={submit}>
      <div className="columns">
        {FIELDS.map(({ path, helpKo, helpEn, ...label }) => (
          <TextField
            key={path}
            label={label[lang]}
            help={say(helpKo, helpEn)}
            name={path}
            defaultValue={at(path)}
            required={path === "name"}
          />
        ))}
        <AmountField
          label={say("위도", "Latitude")}
          help={say("도 단위. 예: 37.34", "Degrees, such as 37.34.")}
          name="latitude"
          defaultValue={at("coordinates/latitude")}
        />
        <AmountField
          label={say("경도", "Longitude")}
          help={say("도 단위. 예: 126.73", "Degrees, such as 126.73.")}
          name="longitude"
          defaultValue={at("coordinates/longitude")}
        />
      </div>
      <RefusedNote refused={refused} />
      <div className="row">
        <Button look="main" submit busy={busy}>
          {say("저장", "Save")}
        </Button>
        <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
      </div>
    </form>
  );
}
