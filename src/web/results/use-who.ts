// Who wrote something, by name where the organisation's members say so.
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";

/** Names for "person:<id>" and "token:<id>"; what is neither is a name already. */
export function useWho(org: string, when = true): (by: string) => string {
  const { say } = useLanguage();
  const members = useAct("listMembers", { org, limit: 500 }, { when });
  return (by) => {
    const [, kind, id] = /^(person|token):(.+)$/.exec(by) ?? [];
    if (kind === undefined) return by;
    if (kind === "token") return say("토큰(자동)", "a token");
    if (members.data === undefined) return "…";
    return members.data.items.find(({ person }) => person === id)?.name ?? say("이전 구성원", "a former member");
  };
}

/** Where a version came from, in words. */
export function useRecordSource(): (source: string) => string {
  const { say } = useLanguage();
  return (source) => {
    const kind = source.split(":")[0];
    if (kind === "typed") return say("직접 입력", "typed");
    if (kind === "begin") return say("처음 10분", "first ten minutes");
    if (kind === "file") return say("파일에서", "from a file");
    if (kind === "import") return say("가져오기", "import");
    if (kind === "period") return say("이전 기간에서", "handed down");
    return source;
  };
}
