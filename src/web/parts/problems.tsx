// Problems for people: what, where, why it matters, and what to do.
import type { Problem } from "../../base/problem.ts";
import type { Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";

const TAG = { error: "bad", warning: "warn", note: "note" } as const;

export function SeverityTag({ severity }: { severity: Problem["severity"] }) {
  const { say } = useLanguage();
  const words = { error: say("오류", "Error"), warning: say("주의", "Warning"), note: say("참고", "Note") };
  return <span className={`tag ${TAG[severity]}`}>{words[severity]}</span>;
}

/** Where a Problem is, as people read it: the document's place, else the record's. */
export function PlaceOf({ problem: { place, path } }: { problem: Problem }) {
  const { say } = useLanguage();
  const parts = [
    place?.file,
    place?.sheet,
    place?.cell,
    place?.line === undefined ? undefined : say(`${place.line}행`, `line ${place.line}`),
    path === "" ? undefined : path,
  ].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? null : <code className="quiet">{parts.join(" · ")}</code>;
}

function ProblemItem({ problem }: { problem: Problem }) {
  const { both } = useLanguage();
  return (
    <div className="problem">
      <p>
        <SeverityTag severity={problem.severity} /> {both(problem.text)}
      </p>
      <p className="small">
        {both(problem.todo)} <PlaceOf problem={problem} />
      </p>
    </div>
  );
}

export function ProblemList({ problems, most = 50 }: { problems: readonly Problem[]; most?: number }) {
  const { say } = useLanguage();
  if (problems.length === 0) return null;
  return (
    <div className="problems">
      <ul>
        {problems.slice(0, most).map((problem, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no name of their own and their order stays.
          <li key={i}>
            <ProblemItem problem={problem} />
          </li>
        ))}
      </ul>
      {problems.length > most && (
        <p className="quiet">{say(`그 밖에 ${problems.length - most}건`, `and ${problems.length - most} more`)}</p>
      )}
    </div>
  );
}

/** What a call was refused with, told aloud to screen readers; nothing where there is nothing to tell. */
export function RefusedNote({ refused }: { refused: Refused | null | undefined }) {
  if (!refused) return <div aria-live="assertive" />;
  return (
    <div className="refused" aria-live="assertive">
      {refused.problems.length > 0 ? <ProblemList problems={refused.problems} /> : <p>{refused.message}</p>}
    </div>
  );
}
