// The engagement: who verifies what, by which accreditation and people; what stands against it; and the history.
import { type ReactNode, useState } from "react";
import { Link, useNavigate } from "react-router";
import { teamRefusals } from "../../model/verification-refusals.ts";
import { label } from "../../model/verification-words.ts";
import { hasWord, word } from "../../model/words.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { ActButton } from "./act-button.tsx";
import { useDesk, useDeskDo, useMayDo, useNameOf } from "./desk.tsx";
import { draftOf, engagementOf, teamIn } from "./engagement-draft.ts";
import { EngagementForm, TeamRows } from "./engagement-form.tsx";
import { WhyDialog } from "./why-dialog.tsx";
import { actWord } from "./words.ts";

export function OverviewPart() {
  const { say } = useLanguage();
  const { desk } = useDesk();
  const [editing, setEditing] = useState(false);
  const mayEdit = useMayDo("changeEngagement");
  if (editing) return <Edit onDone={() => setEditing(false)} />;
  return (
    <>
      <section className="card stack" aria-labelledby="engagement">
        <div className="row spread">
          <h2 id="engagement">{say("검증 계약", "Engagement")}</h2>
          {mayEdit && <Button onClick={() => setEditing(true)}>{say("계약 고치기", "Change the engagement")}</Button>}
        </div>
        <Facts />
        <Standing />
      </section>
      <TeamCard />
      {["draft", "submitted"].includes(desk.verification.state) && <Begin />}
      <NewStatement />
      <History />
      <Withdraw />
    </>
  );
}

function Edit({ onDone }: { onDone(): void }) {
  const { say } = useLanguage();
  const { org, desk } = useDesk();
  const change = useDeskDo("changeEngagement");
  const { subject, engagement } = desk.verification;
  return (
    <EngagementForm
      org={org}
      first={draftOf(desk.verification)}
      categories={subject.categories}
      preparers={engagement.preparers}
      action={say("계약 저장", "Save the engagement")}
      busy={change.isPending}
      refused={change.error}
      onSend={(draft) => change.mutate({ body: engagementOf(draft) }, { onSuccess: onDone })}
    >
      <div>
        <Button onClick={onDone}>{say("그만두기", "Cancel")}</Button>
      </div>
    </EngagementForm>
  );
}

function Facts() {
  const { say, both, date } = useLanguage();
  const { org, desk } = useDesk();
  const { engagement, subject } = desk.verification;
  const { body, regime, assurance, bodyOrganisation } = engagement;
  const categoryName = (one: string): string => (hasWord(one) ? both(word(one)) : one);
  const rows: readonly [string, ReactNode][] = [
    [say("제도 · 보증 수준", "Regime, level"), `${both(label(regime))} · ${both(label(assurance))}`],
    [say("검증기관", "Body"), `${body.name} (${body.country})`],
    [say("인정", "Accreditation"), `${both(label(body.scheme))} · ${body.accreditationBody} · ${body.number}`],
    [say("인정 기간", "Valid"), `${date(body.validFrom)} – ${date(body.validUntil)}`],
    [
      say("인정 범위", "Scope"),
      body.scope.length === 0
        ? say("적히지 않음", "not said")
        : body.scope.map(({ name, categories }) => `${name}: ${categories.map(categoryName).join(", ")}`).join("; "),
    ],
    [say("산정서의 품목군", "Goods of the statement"), subject.categories.map(categoryName).join(", ")],
    [
      say("산정서", "Statement"),
      <Link key="statement" to={`/o/${org}/s/${subject.statement}`} className="results-hash">
        <code>{subject.statement}</code>
      </Link>,
    ],
    [
      say("봉인 파일", "Package"),
      subject.package === undefined ? (
        <NoPackage key="none" />
      ) : (
        <code key="package" className="results-hash">
          {subject.package}
        </code>
      ),
    ],
    ...(bodyOrganisation === undefined
      ? []
      : ([[say("서명하는 조직", "Signs as"), desk.names[bodyOrganisation] ?? bodyOrganisation]] satisfies [string, string][])),
  ];
  return (
    <dl className="results-pairs">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function NoPackage() {
  const { say } = useLanguage();
  const { org, desk } = useDesk();
  const may = useMay();
  return (
    <>
      {say("아직 봉인되지 않음", "not sealed yet")}{" "}
      {may("manage") && (
        <Link to={`/o/${org}/packages?seal=${desk.verification.subject.statement}`}>{say("봉인하러 가기", "seal it")}</Link>
      )}
    </>
  );
}

/** Told at once, not when the opinion is refused: accreditation, scope, team, conflict of interest. */
function Standing() {
  const { say } = useLanguage();
  const { against } = useDesk().desk;
  const problems = against.filter(({ path }) => path.startsWith("engagement"));
  if (problems.length === 0)
    return (
      <p>
        <span className="tag good">{say("문제 없음", "Nothing against it")}</span>{" "}
        {say("인정, 범위, 팀, 이해충돌에 걸리는 것이 없습니다.", "Accreditation, scope, team and conflict of interest hold today.")}
      </p>
    );
  return <ProblemList problems={problems} />;
}

function TeamCard() {
  const { say, both } = useLanguage();
  const { desk } = useDesk();
  const may = useMayDo("changeVerifier");
  const [editing, setEditing] = useState(false);
  const { team } = desk.verification.engagement;
  return (
    <section className="card stack" aria-labelledby="team">
      <div className="row spread">
        <h2 id="team">{say("검증팀", "Team")}</h2>
        {may && <Button onClick={() => setEditing(true)}>{say("팀 바꾸기", "Change the team")}</Button>}
      </div>
      {team.length === 0 ? (
        <p className="quiet">{say("아직 정해지지 않았습니다.", "Not named yet.")}</p>
      ) : (
        <ul className="verify-team">
          {team.map(({ person, name, role }) => (
            <li key={`${person} ${role}`}>
              {name} <span className="tag">{both(label(role))}</span>
            </li>
          ))}
        </ul>
      )}
      {editing && <EditTeam onClose={() => setEditing(false)} />}
    </section>
  );
}

function EditTeam({ onClose }: { onClose(): void }) {
  const { say } = useLanguage();
  const { org, desk } = useDesk();
  const { verification } = desk;
  const change = useDeskDo("changeVerifier");
  const [people, setPeople] = useState(() => draftOf(verification).people);
  const team = teamIn(people).map((one) => ({ ...one, name: desk.names[one.person] ?? "…" }));
  const problems = teamRefusals({ ...verification, engagement: { ...verification.engagement, team } });
  return (
    <Dialog title={say("검증팀", "Team")} open onClose={onClose}>
      <TeamRows org={org} people={people} preparers={verification.engagement.preparers} onChange={setPeople} />
      <ProblemList problems={problems} />
      <RefusedNote refused={change.error} />
      <div className="row">
        <Button
          look="main"
          busy={change.isPending}
          onClick={() => change.mutate({ body: { team: teamIn(people) } }, { onSuccess: onClose })}
        >
          {say("팀 저장", "Save the team")}
        </Button>
        <Button onClick={onClose}>{say("그만두기", "Cancel")}</Button>
      </div>
    </Dialog>
  );
}

function Begin() {
  const { say } = useLanguage();
  const { state } = useDesk().desk.verification;
  return (
    <section className="card stack" aria-labelledby="begin">
      <h2 id="begin">{state === "draft" ? say("제출", "Submission") : say("검증 개시", "Beginning")}</h2>
      {state === "draft" ? <ActButton act="submitVerification" /> : <ActButton act="beginVerification" />}
    </section>
  );
}

/** A correction is a new statement: the verification goes on with it, or a released one is superseded by it. */
function NewStatement() {
  const { say, date } = useLanguage();
  const { org, desk } = useDesk();
  const goes = useMayDo("recalculateVerification");
  const supersedes = useMayDo("supersedeVerification");
  const go = useNavigate();
  const on = useDeskDo("recalculateVerification");
  const over = useDeskDo("supersedeVerification");
  const statements = useAct("listStatements", { org, limit: 500, period: desk.period }, { when: goes || supersedes });
  const [chosen, setChosen] = useState("");
  if (!goes && !supersedes) return null;
  const items = (statements.data?.items ?? []).filter(({ hash }) => hash !== desk.verification.subject.statement);
  const act = supersedes && desk.verification.state === "released" ? "supersedeVerification" : "recalculateVerification";
  const send = (): void => {
    const body = { sealing: chosen };
    if (act === "recalculateVerification") on.mutate({ body }, { onSuccess: () => setChosen("") });
    else over.mutate({ body }, { onSuccess: ({ id }) => void go(`/o/${org}/v/${id}`) });
  };
  return (
    <section className="card stack" aria-labelledby="newer">
      <h2 id="newer">
        {act === "recalculateVerification"
          ? say("다시 산정했다면", "After calculating anew")
          : say("새 산정서로 대체", "Superseded by a newer statement")}
      </h2>
      <p className="quiet">
        {act === "recalculateVerification"
          ? say(
              "지적을 고치고 봉인한 새 산정서로 이어갑니다. 지적과 표본은 남고, 옛 산정서에 쓴 의견 초안은 없어집니다.",
              "Goes on with the corrected statement: findings and sample stay, a drafted opinion is dropped.",
            )
          : say(
              "발행된 의견은 그대로 남고, 새 산정서의 검증이 새로 시작됩니다.",
              "The released opinion stays what it was; a new verification begins.",
            )}
      </p>
      {items.length === 0 ? (
        <p className="quiet">{say("이 기간에 다른 산정서가 없습니다.", "There is no other statement of this period.")}</p>
      ) : (
        <div className="row">
          <label className="row">
            <span className="only-spoken">{say("새 산정서", "The new statement")}</span>
            <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
              <option value="">{say("새 산정서를 고르십시오", "Choose the new statement")}</option>
              {items.map(({ id, hash, at }) => (
                <option key={id} value={id}>
                  {date(at, { time: true })} · {hash.slice(0, 12)}
                </option>
              ))}
            </select>
          </label>
          <Button busy={on.isPending || over.isPending} disabled={chosen === ""} onClick={send}>
            {say("이 산정서로", "With this one")}
          </Button>
        </div>
      )}
      <RefusedNote refused={on.error ?? over.error} />
    </section>
  );
}

function History() {
  const { say, both, date } = useLanguage();
  const { desk } = useDesk();
  const nameOf = useNameOf();
  return (
    <details className="card">
      <summary>
        <strong>{say(`이력 ${desk.history.length}건`, `History: ${desk.history.length}`)}</strong>
      </summary>
      <ol className="verify-history">
        {desk.history.toReversed().map(({ version, act, at, by }) => (
          <li key={version} value={version}>
            {both(actWord(act))}{" "}
            <span className="small quiet">
              {nameOf(by)} · {date(at, { time: true })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Withdraw() {
  const { say } = useLanguage();
  const plant = useMayDo("withdrawVerification");
  const withdraw = useDeskDo("withdrawVerification");
  const [asking, setAsking] = useState(false);
  if (!plant) return null;
  return (
    <div>
      <Button look="danger" onClick={() => setAsking(true)}>
        {say("검증 신청 거두기…", "Withdraw the request…")}
      </Button>
      {asking && (
        <WhyDialog
          title={say("검증 신청을 거둘까요?", "Withdraw the request?")}
          action={say("거두기", "Withdraw")}
          means={say(
            "이 검증은 끝나고 다시 열 수 없습니다. 지적과 확인 기록은 남습니다.",
            "This verification ends for good; findings and ticks stay on record.",
          )}
          example={say("예: 산정 범위를 바꾸어 새로 계약합니다.", "Such as: the scope changes and a new engagement follows.")}
          busy={withdraw.isPending}
          refused={withdraw.error}
          onConfirm={(why) => withdraw.mutate({ body: { why } }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
