// Words for what came of asking witnesses and of looking at logs; the key of a tag says how it is coloured.
import type { BothLanguages } from "../../base/problem.ts";
import type { Answer } from "../../model/api.ts";

type Log = Answer<"readLog">;
export type Told = { tag: "good" | "warn" | "bad" | "note"; short: BothLanguages; means: BothLanguages };

const told = (tag: Told["tag"], short: BothLanguages, means: BothLanguages): Told => ({ tag, short, means });
const both = (ko: string, en: string): BothLanguages => ({ ko, en });

export const WITNESS_WORDS: Readonly<Record<Log["witnesses"][number]["told"], Told>> = {
  cosigned: told(
    "good",
    both("부서명함", "cosigned"),
    both("마지막으로 본 체크포인트에 서명했습니다.", "It signed the checkpoint that it saw last."),
  ),
  unreachable: told(
    "warn",
    both("응답 없음", "no answer"),
    both("응답하지 않습니다. 로그는 계속되고 곧 다시 묻습니다.", "It gives no answer. The log goes on, and it is asked again soon."),
  ),
  unreadable: told(
    "warn",
    both("읽을 수 없음", "unreadable"),
    both(
      "그 열쇠의 서명이 아닌 것을 답합니다. LOG_WITNESSES의 열쇠를 확인하십시오.",
      "It answers what is no signature of its key. Check its key in LOG_WITNESSES.",
    ),
  ),
  refused: told(
    "warn",
    both("거절", "refused"),
    both(
      "거절합니다. 상대가 이 로그를 LOG_WATCHED에 적었는지 확인하십시오.",
      "It refuses. Check that it names this log in its LOG_WATCHED.",
    ),
  ),
  ahead: told(
    "bad",
    both("로그가 되돌아감", "log rolled back"),
    both(
      "증인은 더 큰 로그를 보았습니다. 이 서버의 데이터베이스가 옛 백업으로 되돌아갔습니다.",
      "The witness has seen a larger log. The database of this server was put back to an older backup.",
    ),
  ),
  disagrees: told(
    "bad",
    both("로그가 갈라짐", "log forked"),
    both("증인은 같은 로그의 다른 내용을 보았습니다.", "The witness has seen other contents of this log."),
  ),
  notAsked: told("note", both("아직 묻지 않음", "not asked yet"), both("첫 기록 뒤에 묻습니다.", "It is asked after the first entry.")),
};

const broken = (short: BothLanguages, means: BothLanguages): Told => told("bad", short, means);

export const LOOK_WORDS: Readonly<Record<Log["own"]["told"], Told>> = {
  begun: told(
    "good",
    both("처음 봄", "first seen"),
    both("처음 보았고, 내용이 서명과 맞습니다.", "It was seen for the first time, and fits what is signed."),
  ),
  consistent: told(
    "good",
    both("이어짐", "only grew"),
    both("앞서 본 것에 덧붙이기만 했습니다.", "It only added to what was seen before."),
  ),
  forked: broken(
    both("갈라짐", "forked"),
    both(
      "서로 이어지지 않는 두 내용에 서명했습니다. 두 서명이 증거로 남아 있습니다.",
      "It signed two contents of which neither continues the other. Both signatures are kept as evidence.",
    ),
  ),
  rolledBack: broken(
    both("되돌아감", "rolled back"),
    both("앞서 보인 것보다 작은 로그를 보입니다.", "It shows a smaller log than it showed before."),
  ),
  missing: told("warn", both("응답 없음", "no answer"), both("체크포인트를 받지 못했습니다.", "No checkpoint came.")),
  tiles: told(
    "warn",
    both("타일 없음", "tiles missing"),
    both("체크포인트에 맞는 타일을 받지 못해, 확인하지 못했습니다.", "The tiles of its checkpoint did not come: it could not be checked."),
  ),
  unreadable: told(
    "warn",
    both("읽을 수 없음", "unreadable"),
    both("체크포인트가 아닌 것을 답합니다. 주소를 확인하십시오.", "It answers what is no checkpoint. Check its address."),
  ),
  origin: broken(
    both("다른 로그", "another log"),
    both("다른 이름의 로그를 보입니다.", "It shows the checkpoint of a log of another name."),
  ),
  unsigned: broken(
    both("서명 없음", "unsigned"),
    both("알려진 열쇠의 서명이 없습니다.", "There is no signature of the key that is known."),
  ),
  forged: broken(
    both("서명이 맞지 않음", "wrong signature"),
    both("서명이 내용과 맞지 않습니다.", "The signature does not fit what it signs."),
  ),
  entries: broken(
    both("기록이 사라짐", "entries missing"),
    both("남긴 기록이 제자리에 없습니다.", "Entries that were logged are not in their places."),
  ),
  behind: broken(
    both("데이터베이스가 오래됨", "database too old"),
    both(
      "내보낸 로그보다 데이터베이스가 오래되었고, 로그 파일로도 잇지 못했습니다. 더는 서명하지 않습니다.",
      "The database is older than the log that was handed out, and its files do not lead there either. Nothing more is signed.",
    ),
  ),
  notLooked: told("note", both("아직 보지 않음", "not looked at yet"), both("몇 분 안에 봅니다.", "It is looked at within minutes.")),
};
