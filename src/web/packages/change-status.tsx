// Suspending, lifting and revoking what was signed: asked again, with what it means for those who hold the file.
import type { BothLanguages } from "../../base/problem.ts";
import type { Answer } from "../../model/api.ts";
import { useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { Confirm } from "../parts/confirm.tsx";

export type Sealed = Answer<"listPackages">["items"][number];
type What = "suspend" | "lift" | "revoke";
export type Asked = { item: Sealed; what: What };

const both = (ko: string, en: string): BothLanguages => ({ ko, en });

const WORDS: Readonly<Record<What, { title: BothLanguages; action: BothLanguages; why: readonly BothLanguages[] }>> = {
  suspend: {
    title: both("서명을 잠시 멈출까요?", "Suspend the signature?"),
    action: both("정지", "Suspend"),
    why: [
      both(
        "확인이 끝날 때까지 믿지 말라는 뜻입니다. 새 상태 목록으로 확인하는 사람에게는 '정지됨'으로 나옵니다.",
        "It says: do not rely on this until it is cleared up. Whoever verifies with a newer status list sees it as suspended.",
      ),
      both(
        "나중에 풀 수 있습니다. 이미 건넨 파일은 그대로입니다.",
        "It can be lifted again. Files that were handed over stay as they are.",
      ),
    ],
  },
  lift: {
    title: both("정지를 풀까요?", "Lift the suspension?"),
    action: both("정지 풀기", "Lift"),
    why: [
      both(
        "새 상태 목록으로 확인하는 사람에게 다시 유효하게 나옵니다.",
        "Whoever verifies with a newer status list sees it in force again.",
      ),
    ],
  },
  revoke: {
    title: both("서명을 철회할까요?", "Revoke the signature?"),
    action: both("철회", "Revoke"),
    why: [
      both(
        "이 파일의 숫자가 틀렸다고 스스로 알리는 것입니다. 되돌릴 수 없고, 그 위의 검증의견도 쓸 수 없게 됩니다.",
        "It tells everybody that this file must not be used. It is final, and an opinion on it falls with it.",
      ),
      both(
        "받은 사람은 새 상태 목록을 받아야 철회를 압니다. 고객과 신고인에게 따로 알리십시오.",
        "Those who hold the file learn of it by a newer status list: tell your customers and declarants too.",
      ),
    ],
  },
};

export function ChangeStatus({ org, asked: { item, what }, onClose }: { org: string; asked: Asked; onClose(): void }) {
  const { both: said } = useLanguage();
  const change = useDo("changeStatus");
  const { title, action, why } = WORDS[what];
  const body = { purpose: what === "revoke" ? ("revocation" as const) : ("suspension" as const), set: what !== "lift" };
  return (
    <Confirm
      title={said(title)}
      open
      action={said(action)}
      busy={change.isPending}
      refused={change.error}
      onClose={onClose}
      onConfirm={() => change.mutate({ input: { org, credential: item.credential, body } }, { onSuccess: onClose })}
    >
      <p>
        <code>{item.hash.slice(0, 12)}</code>
      </p>
      {why.map((text) => (
        <p key={text.en}>{said(text)}</p>
      ))}
    </Confirm>
  );
}
