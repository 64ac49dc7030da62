// Lines of the trail as people read them.
import { ACT_NAMES, type Answer, specOf } from "../../model/api.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { usePlace } from "../place.ts";
import { useWho } from "../results/use-who.ts";
import { usePeriodNames } from "../statements/period-names.ts";
import { outcomeWord } from "./words.ts";

type Line = Answer<"listAudit">["items"][number];

export function AuditTable({ lines }: { lines: readonly Line[] }) {
  const { say, date, number } = useLanguage();
  const { org } = usePlace();
  const who = useWho(org);
  const act = useActWords();
  const subject = useSubjectWords();
  return (
    <div className="card scroll">
      <table className="plain">
        <caption className="only-spoken">{say("감사 기록, 새것부터", "The audit trail, the newest first")}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              {say("번호", "No.")}
            </th>
            <th scope="col">{say("언제", "When")}</th>
            <th scope="col">{say("누가", "Who")}</th>
            <th scope="col">{say("무엇을", "What")}</th>
            <th scope="col">{say("결과", "Outcome")}</th>
            <th scope="col">{say("해시", "Hash")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.seq} className="audit-line">
              <td className="number">{number(line.seq)}</td>
              <td className="audit-time">{date(line.at, { time: true })}</td>
              <td>{who(line.actor)}</td>
              <th scope="row">
                {act(line.act)}
                <span className="small quiet team-means">{subject(line.subject)}</span>
              </th>
              <td>
                <Outcome outcome={line.outcome} />
              </td>
              <td>
                <code title={line.hash}>{line.hash.slice(0, 8)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ outcome }: { outcome: string }) {
  const { say, both } = useLanguage();
  if (outcome === "done") return <span className="tag good">{say("됨", "Done")}</span>;
  return (
    <>
      <span className="tag bad">{say("안 됨", "Refused")}</span> <span className="small">{both(outcomeWord(outcome))}</span>
    </>
  );
}

/** What an act is, without what its summary adds for those who call it. */
export const firstPart = (summary: string): string => summary.split(/[.:;] /)[0] ?? summary;

/** An act by its summary; what a job did stands under a name of its own. */
function useActWords(): (act: string) => string {
  const { say, both } = useLanguage();
  return (act) => {
    const known = ACT_NAMES.find((name) => name === act);
    if (known !== undefined) return firstPart(both(specOf(known).summary));
    return act === "import" ? say("가져오기 마침", "An import came to its end") : act;
  };
}

/** "period=… key=streams/gas" in words: names for ids where they are known. */
function useSubjectWords(): (subject: string) => string {
  const { say } = useLanguage();
  const { org } = usePlace();
  const period = usePeriodNames(org);
  const members = useAct("listMembers", { org, limit: 500 });
  const words: Readonly<Record<string, string>> = {
    period: say("보고기간", "period"),
    person: say("구성원", "member"),
    key: say("기록", "record"),
    statement: say("산정서", "statement"),
    sha256: say("증빙", "evidence"),
    import: say("가져오기", "import"),
    added: say("더해진 줄", "lines added"),
    invitation: say("초대", "invitation"),
    token: say("토큰", "token"),
    installation: say("사업장", "installation"),
    complex: say("산업단지", "complex"),
    plant: say("사업장", "plant"),
    verification: say("검증", "verification"),
    finding: say("지적사항", "finding"),
    tick: say("확인 표시", "tick"),
    link: say("열람 링크", "guest link"),
  };
  const told = (name: string, value: string): string => {
    if (name === "period") return period(value);
    if (name === "person") return members.data?.items.find(({ person }) => person === value)?.name ?? value.slice(0, 8);
    return /^[0-9a-f-]{36}$|^[0-9a-f]{64}$/.test(value) ? value.slice(0, 8) : value;
  };
  return (subject) =>
    subject
      .split(" ")
      .filter((part) => part.includes("="))
      .map((part) => {
        const [name = "", value = ""] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
        return `${words[name] ?? name} ${told(name, value)}`;
      })
      .join(" · ");
}
