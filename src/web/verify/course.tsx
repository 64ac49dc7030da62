// The course of a verification as a line, where it stands, and what the viewer may do next: what they may not says why.
import { Link } from "react-router";
import { VERIFICATION_STATES, type VerificationState } from "../../model/verification.ts";
import { CLOSED } from "../../model/verification-course.ts";
import { label } from "../../model/verification-words.ts";
import { useLanguage } from "../language.tsx";
import { LinkButton } from "../parts/button.tsx";
import { useDesk } from "./desk.tsx";
import { actWord, PART_OF } from "./words.ts";

/** The line that leads to the opinion; what ended otherwise is said beside it. */
const LINE: readonly VerificationState[] = [
  "draft",
  "submitted",
  "inVerification",
  "findings",
  "answered",
  "draftOpinion",
  "independentReview",
  "released",
];

export function Course() {
  const { say } = useLanguage();
  return (
    <section className="card stack" aria-label={say("진행", "Course")}>
      <Line />
      <Next />
    </section>
  );
}

function Line() {
  const { say, both } = useLanguage();
  const { state, moves } = useDesk().desk.verification;
  const at = LINE.indexOf(state);
  const been = new Set(moves.map(({ to }) => to));
  const last = moves.at(-1);
  return (
    <>
      <ol className="verify-line">
        {LINE.map((one, i) => (
          <li
            key={one}
            className={one === state ? "now" : i < at || been.has(one) ? "done" : ""}
            aria-current={one === state ? "step" : undefined}
          >
            <span className="verify-dot" aria-hidden="true">
              {one === state ? "●" : i < at || been.has(one) ? "✓" : "○"}
            </span>
            {both(label(one))}
            {one === state && <span className="only-spoken"> ({say("지금", "now")})</span>}
          </li>
        ))}
      </ol>
      {at < 0 && VERIFICATION_STATES.includes(state) && (
        <p>
          <span className="tag bad">{both(label(state))}</span> {last?.why}
        </p>
      )}
    </>
  );
}

/** Acts that lead on along the course; the others are offered where they are done. */
const LEADING = [
  "submitVerification",
  "changeVerifier",
  "beginVerification",
  "drawSample",
  "addTick",
  "raiseFinding",
  "answerFinding",
  "closeFinding",
  "draftOpinion",
  "reviewOpinion",
  "sendBackOpinion",
  "releaseOpinion",
];

function Next() {
  const { say, both } = useLanguage();
  const { org, desk } = useDesk();
  const to = (act: string): string => `/o/${org}/v/${desk.id}?part=${PART_OF[act] ?? "overview"}`;
  const { findings, state } = desk.verification;
  // What there is nothing of is not offered.
  const idle = new Set([
    ...(findings.some(({ state }) => state === "open") ? [] : ["answerFinding"]),
    ...(findings.some(({ state }) => state !== "closed") ? [] : ["closeFinding"]),
  ]);
  const leading = desk.next.filter(({ act }) => LEADING.includes(act) && !idle.has(act));
  if (state === "released" || CLOSED.includes(state)) return null;
  const may = leading.filter(({ refusals }) => refusals.length === 0);
  const not = leading.filter(({ refusals }) => refusals.length > 0);
  return (
    <div className="stack verify-next">
      <div className="row">
        <strong>{say("지금 할 수 있는 일", "What you may do now")}</strong>
        {may.length === 0 && (
          <span className="quiet">{say("지금은 없습니다. 까닭은 아래에 있습니다.", "Nothing at present; why stands below.")}</span>
        )}
        {may.map(({ act }) => (
          <LinkButton key={act} slim to={to(act)}>
            {both(actWord(act))}
          </LinkButton>
        ))}
      </div>
      {not.length > 0 && (
        <details>
          <summary className="small">
            {say(`아직 할 수 없는 일 ${not.length}가지와 그 까닭`, `${not.length} that you may not do yet, and why`)}
          </summary>
          <ul className="verify-not">
            {not.map(({ act, refusals }) => (
              <li key={act}>
                <Link to={to(act)}>{both(actWord(act))}</Link>
                {refusals.map(({ code, text, todo }) => (
                  <span key={`${code} ${text.en}`} className="small quiet">
                    {both(text)} {both(todo)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
