// The first page: the organisations that a person belongs to, and a new one.
import { type FormEvent, useState } from "react";
import { Navigate, useNavigate } from "react-router";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button, LinkButton } from "../parts/button.tsx";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { RefusedNote } from "../parts/problems.tsx";
import { Empty, PageHead } from "../parts/states.tsx";
import type { Membership } from "../place.ts";
import { useMe, useSession } from "../session.tsx";
import { roleWord } from "../words.ts";

export function HomePage() {
  const { say } = useLanguage();
  const { organisations } = useMe();
  const [adding, setAdding] = useState(false);
  const [only] = organisations;
  // Who works for one company alone has nothing to choose.
  if (organisations.length === 1 && only !== undefined && !adding && history.state?.idx === 0)
    return <Navigate to={`/o/${only.id}`} replace />;
  return (
    <>
      <PageHead
        title={say("내 조직", "My organisations")}
        lead={say(
          "회사 하나가 조직 하나입니다. 자료는 조직마다 따로 보관됩니다.",
          "One company is one organisation. Data are kept apart, organisation by organisation.",
        )}
      >
        {organisations.filter(({ role }) => role === "verifier").length > 1 && (
          <LinkButton to="/verifications">{say("내 모든 검증", "All my verifications")}</LinkButton>
        )}
        <Button look={organisations.length === 0 ? "plain" : "main"} onClick={() => setAdding(true)}>
          {say("조직 추가", "Add an organisation")}
        </Button>
      </PageHead>
      <div className="stack">
        {(adding || organisations.length === 0) && <NewOrganisation />}
        {organisations.length === 0 && (
          <Empty title={say("아직 조직이 없습니다", "No organisation yet")}>
            <p>
              {say(
                "회사 이름을 적어 만들거나, 동료의 초대 편지를 여십시오.",
                "Make one with your company's name, or open a colleague's invitation.",
              )}
            </p>
          </Empty>
        )}
        <div className="columns">
          {organisations.map((organisation) => (
            <OrganisationCard key={organisation.id} organisation={organisation} />
          ))}
        </div>
      </div>
    </>
  );
}

function OrganisationCard({ organisation: { id, name, role, sample } }: { organisation: Membership }) {
  const { say, both } = useLanguage();
  return (
    <section className="card stack">
      <h2>{name}</h2>
      <div className="row">
        <span className="tag">{both(roleWord(role))}</span>
        {sample && <span className="tag note">{say("예시: 끝까지 계산된 공장", "Sample: a factory calculated to the end")}</span>}
      </div>
      <div>
        <LinkButton to={role === "complexOperator" ? `/o/${id}/aggregate` : `/o/${id}`}>{say("열기", "Open")}</LinkButton>
      </div>
    </section>
  );
}

function NewOrganisation() {
  const { say } = useLanguage();
  const make = useDo("createOrganisation");
  const { renew } = useSession();
  const go = useNavigate();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { name: String(data.get("name")), kind: String(data.get("kind")) as "plant" };
    make.mutate(
      { input: { body } },
      {
        onSuccess: async ({ id, kind }) => {
          // Gone before the organisations are read again: this page leads to the only one there is.
          await go(kind === "plant" ? `/o/${id}/begin` : `/o/${id}`);
          await renew();
        },
      },
    );
  };
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>{say("새 조직", "New organisation")}</h2>
      <TextField
        label={say("회사 이름", "Company")}
        help={say("사업자등록증의 이름. 예: 시화정밀 주식회사", "As registered, such as Sihwa Precision Co., Ltd.")}
        name="name"
        required
        maxLength={200}
      />
      <ChoiceField
        label={say("하는 일", "What it does")}
        help={say("제조업체라면 첫째를 고르십시오.", "A manufacturer takes the first.")}
        name="kind"
        options={[
          { value: "plant", label: say("제조업체", "Manufacturer") },
          { value: "consultant", label: say("컨설턴트", "Consultant") },
          { value: "verifier", label: say("검증기관", "Verification body") },
          { value: "complex", label: say("산업단지 운영자", "Operator of a complex") },
        ]}
      />
      <RefusedNote refused={make.error} />
      <div>
        <Button look="main" submit busy={make.isPending}>
          {say("만들기", "Make")}
        </Button>
      </div>
    </form>
  );
}
