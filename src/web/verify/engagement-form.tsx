// The engagement as a form: regime and level, the body with its accreditation and scope, who takes which part; what stands against it is told as one types.
import { type FormEvent, type ReactNode, useState } from "react";
import { ASSURANCE_LEVELS, VERIFICATION_REGIMES } from "../../model/verification.ts";
import { label } from "../../model/verification-words.ts";
import { CATEGORIES } from "../../model/vocabulary.ts";
import { word } from "../../model/words.ts";
import { type Refused, useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { type Body, type Draft, draftRefusals, PARTS_OF_PEOPLE, type Part } from "./engagement-draft.ts";

type FormProps = {
  org: string;
  first: Draft;
  /** Categories of the statement's goods, which the scope must cover. */
  categories: readonly string[];
  preparers?: readonly string[];
  action: string;
  busy: boolean;
  refused: Refused | null;
  /** Why it cannot be sent yet. */
  lacks?: string | undefined;
  onSend(draft: Draft): void;
  children?: ReactNode;
};

export function EngagementForm({ org, first, categories, preparers, action, busy, refused, lacks, onSend, children }: FormProps) {
  const { say } = useLanguage();
  const [draft, setDraft] = useState(first);
  const members = useAct("listMembers", { org, limit: 500 });
  const nameOf = (id: string): string => members.data?.items.find(({ person }) => person === id)?.name ?? id;
  const refusals = draftRefusals(draft, { categories, nameOf, ...(preparers && { preparers }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSend(draft);
  };
  return (
    <form className="stack" onSubmit={submit}>
      {children}
      <Terms draft={draft} onChange={setDraft} />
      <BodyFields body={draft.body} onChange={(body) => setDraft({ ...draft, body })} />
      <ScopeFields
        scope={draft.body.scope}
        categories={categories}
        onChange={(scope) => setDraft({ ...draft, body: { ...draft.body, scope } })}
      />
      <People org={org} draft={draft} preparers={preparers ?? []} onChange={setDraft} />
      <section className="card stack" aria-labelledby="standing">
        <h2 id="standing">{say("지금 이대로라면", "As it stands")}</h2>
        <div role="status">
          {refusals.length === 0 ? (
            <p>
              <span className="tag good">{say("문제 없음", "Nothing against it")}</span>{" "}
              {say("인정, 범위, 팀, 이해충돌에 걸리는 것이 없습니다.", "Accreditation, scope, team and conflict of interest hold.")}
            </p>
          ) : (
            <>
              <p>
                {say(
                  "검증을 개시하기 전에 고쳐야 할 것입니다. 지금 저장할 수는 있습니다.",
                  "To be mended before the verification begins; it can be saved as it is.",
                )}
              </p>
              <ProblemList problems={refusals} />
            </>
          )}
        </div>
        <RefusedNote refused={refused} />
        {lacks !== undefined && <p className="small quiet">{lacks}</p>}
        <div>
          <Button look="main" submit busy={busy} disabled={lacks !== undefined}>
            {action}
          </Button>
        </div>
      </section>
    </form>
  );
}

type Changing = { draft: Draft; onChange(draft: Draft): void };

function Terms({ draft, onChange }: Changing) {
  const { say, both } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="terms">
      <h2 id="terms">{say("계약", "Engagement")}</h2>
      <div className="columns">
        <ChoiceField
          label={say("제도", "Regime")}
          help={say("무엇에 대한 의견인지. 예: CBAM", "What the opinion is under; such as CBAM")}
          value={draft.regime}
          onChange={(event) => onChange({ ...draft, regime: event.target.value as Draft["regime"] })}
          options={VERIFICATION_REGIMES.map((value) => ({ value, label: both(label(value)) }))}
        />
        <ChoiceField
          label={say("보증 수준", "Level of assurance")}
          help={say("CBAM은 합리적 보증만 받습니다.", "CBAM takes reasonable assurance alone.")}
          value={draft.assurance}
          onChange={(event) => onChange({ ...draft, assurance: event.target.value as Draft["assurance"] })}
          options={ASSURANCE_LEVELS.map((value) => ({ value, label: both(label(value)) }))}
        />
      </div>
    </section>
  );
}

function BodyFields({ body, onChange }: { body: Body; onChange(body: Body): void }) {
  const { say, both } = useLanguage();
  const text = (name: "name" | "country" | "accreditationBody" | "number") => ({
    value: body[name],
    maxLength: 200,
    required: true,
    autoComplete: "off",
    onChange: (event: { target: { value: string } }) => onChange({ ...body, [name]: event.target.value }),
  });
  const day = (name: "validFrom" | "validUntil") => ({
    type: "date",
    value: body[name],
    required: true,
    onChange: (event: { target: { value: string } }) => onChange({ ...body, [name]: event.target.value }),
  });
  return (
    <section className="card stack" aria-labelledby="body">
      <h2 id="body">{say("검증기관과 인정", "Body and accreditation")}</h2>
      <div className="columns">
        <TextField
          label={say("검증기관", "Verification body")}
          help={say("인정서에 적힌 이름 그대로", "As its certificate says")}
          {...text("name")}
        />
        <TextField label={say("국가", "Country")} help={say("예: DE", "Such as DE")} {...text("country")} />
        <ChoiceField
          label={say("인정 제도", "Accreditation scheme")}
          help={say("KOLAS 인정은 CBAM에 쓸 수 없습니다.", "A KOLAS accreditation does not count for CBAM.")}
          value={body.scheme}
          onChange={(event) => onChange({ ...body, scheme: event.target.value as Body["scheme"] })}
          options={(["euNationalBody", "kolas"] as const).map((value) => ({ value, label: both(label(value)) }))}
        />
        <TextField
          label={say("인정기구", "Accreditation body")}
          help={say("예: DAkkS, KOLAS", "Such as DAkkS or KOLAS")}
          {...text("accreditationBody")}
        />
        <TextField
          label={say("인정번호", "Accreditation number")}
          help={say("예: D-VS-00000-01-00", "Such as D-VS-00000-01-00")}
          {...text("number")}
        />
        <TextField
          label={say("인정 시작일", "Valid from")}
          help={say("인정서의 첫날", "The certificate's first day")}
          {...day("validFrom")}
        />
        <TextField
          label={say("인정 만료일", "Valid until")}
          help={say("의견을 내는 날까지 유효해야 합니다.", "It must reach the day of the opinion.")}
          {...day("validUntil")}
        />
      </div>
    </section>
  );
}

type ScopeProps = { scope: Body["scope"]; categories: readonly string[]; onChange(scope: Body["scope"]): void };

function ScopeFields({ scope, categories, onChange }: ScopeProps) {
  const { say } = useLanguage();
  const set = (at: number, group: Body["scope"][number]): void => onChange(scope.map((one, i) => (i === at ? group : one)));
  return (
    <section className="card stack" aria-labelledby="scope">
      <div className="row spread">
        <h2 id="scope">{say("인정 범위: 활동 그룹과 품목군", "Scope: activity groups and goods")}</h2>
        <Button slim onClick={() => onChange([...scope, { name: "", categories: [] }])}>
          {say("그룹 더하기", "Add a group")}
        </Button>
      </div>
      {scope.map((group, i) => (
        <Group
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name until one is typed.
          key={i}
          at={i}
          group={group}
          needed={categories}
          onChange={(next) => set(i, next)}
          onRemove={() => onChange(scope.filter((_, j) => j !== i))}
        />
      ))}
    </section>
  );
}

type GroupProps = {
  at: number;
  group: Body["scope"][number];
  needed: readonly string[];
  onChange(group: Body["scope"][number]): void;
  onRemove(): void;
};

function Group({ at, group, needed, onChange, onRemove }: GroupProps) {
  const { say, both } = useLanguage();
  // What the statement needs comes first.
  const ordered = [...CATEGORIES].sort((a, b) => Number(needed.includes(b)) - Number(needed.includes(a)));
  const toggle = (one: string): string[] =>
    group.categories.includes(one) ? group.categories.filter((other) => other !== one) : [...group.categories, one];
  return (
    <fieldset className="verify-group">
      <legend>{say(`활동 그룹 ${at + 1}`, `Activity group ${at + 1}`)}</legend>
      <TextField
        label={say("그룹 이름", "Name of the group")}
        help={say("인정서에 적힌 대로. 예: 철강", "As the certificate has it; such as iron and steel")}
        value={group.name}
        maxLength={200}
        onChange={(event) => onChange({ ...group, name: event.target.value })}
      />
      <div className="verify-categories">
        {ordered.map((one) => (
          <label key={one} className="row">
            <input
              type="checkbox"
              checked={group.categories.includes(one)}
              onChange={() => onChange({ ...group, categories: toggle(one) })}
            />
            {both(word(one))}
            {needed.includes(one) && <span className="tag note">{say("산정서에 있음", "in the statement")}</span>}
          </label>
        ))}
      </div>
      <div>
        <Button slim onClick={onRemove}>
          {say("이 그룹 빼기", "Remove this group")}
        </Button>
      </div>
    </fieldset>
  );
}

function People({ org, draft, preparers, onChange }: Changing & { org: string; preparers: readonly string[] }) {
  const { say } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="people">
      <h2 id="people">{say("검증팀과 독립검토자", "Team and independent reviewer")}</h2>
      <p className="quiet">
        {say(
          "이 조직에 '검증인' 역할로 들어온 사람 가운데 고릅니다. 자료를 만들거나 자문한 사람은 검증할 수 없습니다.",
          "From the members with the role verifier. Whoever prepared or advised may not verify.",
        )}
      </p>
      <TeamRows org={org} people={draft.people} preparers={preparers} onChange={(people) => onChange({ ...draft, people })} />
      <TextField
        label={say("이 서버에 있는 검증기관의 조직 번호(있으면)", "The body as an organisation of this server, if it is one")}
        help={say(
          "적으면 발행된 의견에 그 조직의 키로 서명합니다. 조직 주소 /o/ 뒤의 번호입니다.",
          "Its key then signs the opinion. It is the number after /o/ in the organisation's address.",
        )}
        value={draft.bodyOrganisation}
        pattern="[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
        autoComplete="off"
        onChange={(event) => onChange({ ...draft, bodyOrganisation: event.target.value.trim() })}
      />
    </section>
  );
}

type RowsProps = { org: string; people: Draft["people"]; preparers: readonly string[]; onChange(people: Draft["people"]): void };

/** Every verifier among the members, with the part that they take. */
export function TeamRows({ org, people, preparers, onChange }: RowsProps) {
  const { say, both } = useLanguage();
  const members = useAct("listMembers", { org, limit: 500 });
  const verifiers = (members.data?.items ?? []).filter(({ role }) => role === "verifier");
  const wordOf = (part: Part): string =>
    part === "none"
      ? say("참여하지 않음", "takes no part")
      : part === "advised"
        ? say("자문했음 (제외)", "advised (kept out)")
        : both(label(part));
  if (members.data !== undefined && verifiers.length === 0)
    return (
      <p>
        {say(
          "검증인 역할을 가진 구성원이 없습니다. '구성원·토큰'에서 검증인을 초대하십시오. 팀은 나중에 정해도 됩니다.",
          "No member has the role verifier: invite verifiers under Members. The team can be named later.",
        )}
      </p>
    );
  return (
    <div className="columns">
      {verifiers.map(({ person, name }) => (
        <ChoiceField
          key={person}
          label={name}
          help={preparers.includes(person) ? say("이 기간의 자료를 만든 적이 있습니다.", "Has prepared data of this period.") : undefined}
          value={people[person] ?? "none"}
          onChange={(event) => onChange({ ...people, [person]: event.target.value as Part })}
          options={PARTS_OF_PEOPLE.map((value) => ({ value, label: wordOf(value) }))}
        />
      ))}
    </div>
  );
}
