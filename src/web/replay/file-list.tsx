// The files that were dropped, each with what it is and a way to take it back.
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import type { DroppedFile } from "./dropped.ts";

const KINDS = {
  sealed: { ko: "봉인 파일", en: "Sealed package" },
  trust: { ko: "신뢰 파일", en: "Trust file" },
  lists: { ko: "상태 목록", en: "Status lists" },
} as const;

export function FileList({ files, onRemove }: { files: readonly DroppedFile[]; onRemove(file: DroppedFile): void }) {
  const { say, both, number } = useLanguage();
  if (files.length === 0) return null;
  return (
    <ul className="replay-files" aria-label={say("놓은 파일", "Files")}>
      {files.map((file) => (
        <li key={`${file.kind} ${file.name}`} className="row">
          <span className="tag note">{both(KINDS[file.kind])}</span>
          <span className="replay-name">{file.name}</span>
          <span className="quiet small">{say(`${number(file.bytes.length, 0)}바이트`, `${number(file.bytes.length, 0)} bytes`)}</span>
          <Button look="bare" slim onClick={() => onRemove(file)}>
            {say("빼기", "Remove")} <span className="only-spoken">{file.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
