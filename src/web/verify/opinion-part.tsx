// The opinion: drafted on a hash, sent to independent review, sent back or released; and withdrawn, with what that means.
import { type FormEvent, useState } from "react";
import { VERDICTS } from "../../model/verification.ts";
import { CLOSED } from "../../model/verification-course.ts";
import { label } from "../../model/verification-words.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { ChoiceField, Field } from "../parts/field.tsx";
import { ProblemList, RefusedNote } from "../parts/problems.tsx";
import { ActButton, Why } from "./act-button.tsx";
import { useDesk, useDeskDo, useMayDo, type Verification } from "./desk.tsx";
import { useMateriality } from "./materiality-part.tsx";
import { standingOf } from "./opinion-standing.ts";
import { WhyDialog } from "./why-dialog.tsx";

/** States before a decision, in which a draft is written or it is said why not yet. */
const DRAFTED_IN: readonly Verification["state"][] = ["draft", "submitted", "inVerification", "findings", "answered", "draftOpinion"];

type Opinion = NonNullable<Verification["opinion"]>;

export function OpinionPart() {
  const { say } = useLanguage();
  const { state, opinion } = useDesk().desk.verification;
  return (
    <>
      {opinion === undefined && CLOSED.includes(state) && (
        <p className="quiet">{say("이 검증은 의견 없이 끝났습니다.", "This verification ended without an opinion.")}</p>
      )}
      {opinion !== undefined && <Stands opinion={opinion} />}
      {DRAFTED_IN.includes(state) && <Draft />}
      {state === "draftOpinion" && <ToReview />}
      {state === "independentReview" && <Review />}
      <WithdrawOpinion />
    </>
  );
}

function Stands({ opinion: { verdict, of, issued, comments } }: { opinion: Opinion }) {
  const { say, both, date } = useLanguage();
  const { verification } = useDesk().desk;
  const { state, subject } = verification;
  const standing = standingOf(verification);
  const released = standing !== "draft";
  return (
    <section className="card stack" aria-labelledby="stands">
      <div className="row">
        <h2 id="stands">{released ? say("검증의견", "The opinion") : say("검증의견 초안", "The drafted opinion")}</h2>
        <span className={`tag ${standing === "released" ? "good" : standing === "draft" ? "note" : ""}`}>{both(label(verdict))}</span>
        {standing === "ended" && <span className="tag bad">{both(label(state))}</span>}
      </div>
      <dl className="results-pairs">
        <div>
          <dt>{of === subject.package ? say("봉인 파일의 해시", "Over the package") : say("산정서의 해시", "Over the statement")}</dt>
          <dd>
            <code className="results-hash">{of}</code>
          </dd>
        </div>
        {released && (
          <div>
            <dt>{say("발행일", "Issued")}</dt>
            <dd>{date(issued)}</dd>
          </div>
        )}
        {comments !== undefined && (
          <div>
            <dt>{say("의견", "Comments")}</dt>
            <dd className="verify-said">{comments}</dd>
          </div>
        )}
      </dl>
      <p className="small quiet">
        {say("이 해시 아닌 어떤 파일에도 이 의견은 효력이 없습니다.", "For any other byte this opinion is void.")}
      </p>
    </section>
  );
}

function Draft() {
  const { say, both } = useLanguage();
  const { org, desk } = useDesk();
  const { engagement, opinion } = desk.verification;
  const may = useMayDo("draftOpinion");
  const draft = useDeskDo("draftOpinion");
  const packages = useAct("listPackages", { org });
  const verdicts: readonly Opinion["verdict"][] = VERDICTS[engagement.regime];
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const told = (name: string): string => String(data.get(name) ?? "").trim();
    const comments = told("comments");
    draft.mutate({ body: { verdict: told("verdict") as Opinion["verdict"], of: told("of"), ...(comments !== "" && { comments }) } });
  };
  return (
    <section className="card stack" aria-labelledby="draft">
      <h2 id="draft">{opinion === undefined ? say("검증의견 쓰기", "Draft the opinion") : say("초안 고치기", "Change the draft")}</h2>
      {may ? (
        <form className="stack" onSubmit={submit}>
          <div className="columns">
            <ChoiceField
              name="verdict"
              label={say("의견 구분", "Verdict")}
              help={say("제도가 쓰는 말 그대로입니다.", "In the words of the regime.")}
              defaultValue={opinion?.verdict ?? verdicts[0]}
              options={verdicts.map((value) => ({ value, label: both(label(value)) }))}
            />
            <HashChoice key={packages.data === undefined ? "" : "known"} packages={packages.data?.items ?? []} />
          </div>
          <Field
            label={say("의견 내용", "Comments")}
            help={say("의견을 붙인 적정이라면 그 의견을 적습니다.", "What is commented on, where it is with comments.")}
          >
            <textarea name="comments" rows={4} maxLength={4000} defaultValue={opinion?.comments ?? ""} />
          </Field>
          <RefusedNote refused={draft.error} />
          <div>
            <Button look="main" submit busy={draft.isPending}>
              {say("초안 저장", "Save the draft")}
            </Button>
          </div>
        </form>
      ) : (
        <Why act="draftOpinion" />
      )}
    </section>
  );
}

/** The hashes that an opinion may be on: the statement's packages, the newest first, and the statement itself. */
function HashChoice({ packages }: { packages: readonly { hash: string; statement: string; revoked?: string | undefined }[] }) {
  const { say } = useLanguage();
  const { verification } = useDesk().desk;
  const { subject, opinion } = verification;
  const sealed = packages
    .filter(({ statement, revoked }) => statement === subject.statement && revoked === undefined)
    .map(({ hash }) => hash);
  const all = [...new Set([...sealed, ...(subject.package === undefined ? [] : [subject.package])])];
  return (
    <ChoiceField
      name="of"
      label={say("무엇에 대한 의견인지", "What it is an opinion on")}
      help={
        all.length === 0
          ? say(
              "봉인 파일이 아직 없습니다. 소유자가 봉인하면 그 해시에 묶을 수 있습니다.",
              "There is no package yet; once an owner seals one, the opinion can be on it.",
            )
          : say(
              "봉인 파일의 해시에 묶으면 받은 사람이 파일 하나로 확인합니다.",
              "On the package: whoever receives it verifies by one file.",
            )
      }
      defaultValue={
        [opinion?.of, ...all].find((hash) => hash !== undefined && (hash === subject.statement || all.includes(hash))) ?? subject.statement
      }
      options={[
        ...all.map((hash) => ({ value: hash, label: say(`봉인 파일 ${hash.slice(0, 12)}`, `Package ${hash.slice(0, 12)}`) })),
        { value: subject.statement, label: say(`산정서 ${subject.statement.slice(0, 12)}`, `Statement ${subject.statement.slice(0, 12)}`) },
      ]}
    />
  );
}

/** What stands against a release as things are, told before the reviewer has to say so. */
function Against() {
  const { say } = useLanguage();
  const { against } = useDesk().desk;
  if (against.length === 0) return null;
  return (
    <>
      <h3>{say("지금 발행을 막는 것", "What stands against a release now")}</h3>
      <ProblemList problems={against} />
    </>
  );
}

function Materiality() {
  const { say } = useLanguage();
  const { data } = useMateriality();
  if (data === undefined || data.problems.length === 0) return null;
  return (
    <>
      <h3>{say("중요성이 막는 것", "What materiality stands against")}</h3>
      <ProblemList problems={data.problems} />
    </>
  );
}

function ToReview() {
  const { say } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="to-review">
      <h2 id="to-review">{say("독립검토", "Independent review")}</h2>
      <p className="quiet">
        {say(
          "독립검토자가 표본, 확인, 지적, 의견을 보고 발행하거나 돌려보냅니다.",
          "The independent reviewer looks through it all, and releases it or sends it back.",
        )}
      </p>
      <Against />
      <Materiality />
      <ActButton act="reviewOpinion" />
    </section>
  );
}

function Review() {
  const { say } = useLanguage();
  const mayRelease = useMayDo("releaseOpinion");
  const mayReturn = useMayDo("sendBackOpinion");
  const release = useDeskDo("releaseOpinion");
  const back = useDeskDo("sendBackOpinion");
  const [asking, setAsking] = useState<"release" | "back">();
  const done = (): void => setAsking(undefined);
  return (
    <section className="card stack" aria-labelledby="review">
      <h2 id="review">{say("독립검토자의 결정", "The reviewer's decision")}</h2>
      <Materiality />
      <div className="row">
        <Button look="main" disabled={!mayRelease} onClick={() => setAsking("release")}>
          {say("검증의견 발행…", "Release the opinion…")}
        </Button>
        <Button disabled={!mayReturn} onClick={() => setAsking("back")}>
          {say("돌려보내기…", "Send back…")}
        </Button>
      </div>
      <Why act="releaseOpinion" />
      {asking === "release" && (
        <Confirm
          title={say("검증의견을 발행할까요?", "Release the opinion?")}
          open
          action={say("발행", "Release")}
          busy={release.isPending}
          refused={release.error}
          onConfirm={() => release.mutate({}, { onSuccess: done })}
          onClose={done}
        >
          <p>
            {say(
              "오늘 날짜로 발행되고 로그에 오르며, 그 뒤로는 고칠 수 없습니다. 틀린 것이 드러나면 철회하고 새로 내야 합니다.",
              "It bears today's date and goes into the log; after that it cannot be changed, only withdrawn.",
            )}
          </p>
        </Confirm>
      )}
      {asking === "back" && (
        <WhyDialog
          title={say("검증팀에 돌려보낼까요?", "Send it back to the team?")}
          action={say("돌려보내기", "Send back")}
          means={say(
            "의견은 초안으로 돌아가고, 팀이 고쳐 다시 회부합니다.",
            "The opinion is a draft again; the team mends it and sends it once more.",
          )}
          example={say("예: F2의 영향 계산에 간접 배출량이 빠졌습니다.", "Such as: the effect of F2 leaves indirect emissions out.")}
          busy={back.isPending}
          refused={back.error}
          onConfirm={(why) => back.mutate({ body: { why } }, { onSuccess: done })}
          onClose={done}
        />
      )}
    </section>
  );
}

function WithdrawOpinion() {
  const { say } = useLanguage();
  const { state } = useDesk().desk.verification;
  const may = useMayDo("withdrawOpinion");
  const withdraw = useDeskDo("withdrawOpinion");
  const [asking, setAsking] = useState(false);
  if (!may) return null;
  const released = state === "released";
  return (
    <div>
      <Button look="danger" onClick={() => setAsking(true)}>
        {released ? say("검증의견 철회…", "Withdraw the opinion…") : say("검증에서 물러나기…", "Withdraw from the verification…")}
      </Button>
      {asking && (
        <WhyDialog
          title={
            released
              ? say("발행한 의견을 철회할까요?", "Withdraw the released opinion?")
              : say("검증에서 물러날까요?", "Withdraw from the verification?")
          }
          action={say("철회", "Withdraw")}
          means={
            released
              ? say(
                  "의견의 서명이 철회되고 되돌릴 수 없습니다. 새 상태 목록으로 확인하는 사람에게 철회로 나옵니다.",
                  "Its signature is revoked for good: whoever verifies with a newer status list sees it.",
                )
              : say("이 검증은 의견 없이 끝나고 다시 열 수 없습니다.", "This verification ends without an opinion, for good.")
          }
          example={say("예: 발행 뒤 중요한 허위기재가 드러났습니다.", "Such as: a material misstatement came to light afterwards.")}
          busy={withdraw.isPending}
          refused={withdraw.error}
          onConfirm={(why) => withdraw.mutate({ body: { why } }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
