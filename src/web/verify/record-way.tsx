// A record by its name, with the way to where it is checked.
import { Link } from "react-router";
import { useLanguage } from "../language.tsx";
import { recordKind, recordKindWord, recordName } from "../record-names.ts";
import { useKept } from "../statements/use-kept.ts";
import { useDesk } from "./desk.tsx";

/** Names that the statement in hand has for its records. */
export function useRecordNames(): (key: string) => string {
  const { both } = useLanguage();
  const { org, desk } = useDesk();
  const { data } = useKept("readStatement", { org, statement: desk.verification.subject.statement });
  return (key) => {
    const kind = both(recordKindWord(recordKind(key)));
    const name = recordName(key, data?.subjects ?? {});
    return name === "" ? kind : name;
  };
}

const checkPath = (org: string, verification: string, record: string): string =>
  `/o/${org}/v/${verification}?${new URLSearchParams({ part: "check", record })}`;

export function RecordWay({ record }: { record: string }) {
  const { both } = useLanguage();
  const { org, desk } = useDesk();
  const nameOf = useRecordNames();
  return (
    <>
      <Link to={checkPath(org, desk.id, record)}>{nameOf(record)}</Link>{" "}
      <span className="small quiet">{both(recordKindWord(recordKind(record)))}</span>
    </>
  );
}
