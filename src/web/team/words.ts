// Words of rights, invitations and outcomes.
import type { BothLanguages } from "../../base/problem.ts";
import { RIGHTS, type Right, ROLES, type Role, refusalOf } from "../../model/access.ts";
import type { Answer } from "../../model/api.ts";

const both = (ko: string, en: string): BothLanguages => ({ ko, en });

export const RIGHT_WORDS: Readonly<Record<Right, BothLanguages & { means: BothLanguages }>> = {
  read: { ...both("보기", "Read"), means: both("기록, 증빙, 결과, 보고서를 본다", "Records, evidence, results and reports") },
  enter: { ...both("입력", "Enter"), means: both("기록과 증빙을 넣고 고친다", "Enter and correct records and evidence") },
  calculate: { ...both("산정", "Calculate"), means: both("산정서를 봉인하고 가정을 계산한다", "Seal statements, calculate what-ifs") },
  manage: { ...both("관리", "Manage"), means: both("구성원, 초대, 토큰을 다룬다", "Members, invitations and tokens") },
  own: {
    ...both("소유", "Own"),
    means: both("모두 내보내고, 산업단지에 가입하고, 조직을 지운다", "Export all, join a complex, remove the organisation"),
  },
  verify: { ...both("검증", "Verify"), means: both("표본을 뽑고, 지적하고, 검증의견을 낸다", "Sample, raise findings, give an opinion") },
  aggregate: { ...both("합계", "Sums"), means: both("산업단지의 합계만 본다", "Sums over a complex alone") },
};

/** The rights of a role, as the server's own function gives them. */
export const rightsOf = (role: Role): Right[] =>
  RIGHTS.filter((right) => refusalOf({ kind: "person", person: "", role }, right) === undefined);

/** Roles that an organisation of the kind has. */
export const rolesFor = (kind: string | undefined): Role[] => ROLES.filter((role) => role !== "complexOperator" || kind === "complex");

type InvitationState = Answer<"listInvitations">["items"][number]["state"];

export const INVITATION_WORDS: Readonly<Record<InvitationState, BothLanguages & { tag: string }>> = {
  open: { ...both("기다리는 중", "Waiting"), tag: "note" },
  accepted: { ...both("받아들임", "Accepted"), tag: "good" },
  revoked: { ...both("취소됨", "Revoked"), tag: "" },
  expired: { ...both("기한 지남", "Expired"), tag: "warn" },
};

const KINDS: Readonly<Record<string, BothLanguages>> = {
  plant: both("사업장", "Plant"),
  consultant: both("컨설턴트", "Consultant"),
  verifier: both("검증기관", "Verifier"),
  complex: both("산업단지", "Industrial complex"),
};
export const kindOfOrganisation = (kind: string): BothLanguages => KINDS[kind] ?? both(kind, kind);

const OUTCOMES: Readonly<Record<string, BothLanguages>> = {
  NOT_ALLOWED: both("역할에 권한 없음", "not in the role's rights"),
  ORGANISATION_UNKNOWN: both("구성원이 아님", "not a member"),
  SCOPE_MISSING: both("토큰 범위 밖", "outside the token's scope"),
  PERSON_NEEDED: both("토큰으로 할 수 없음", "not for tokens"),
  SIGN_IN_NEEDED: both("로그인 필요", "not signed in"),
  VERSION_CONFLICT: both("다른 사람이 먼저 고침", "changed by another first"),
  NOT_FOUND: both("찾지 못함", "not found"),
  INPUT_INVALID: both("입력이 맞지 않음", "the input does not fit"),
  LAST_OWNER: both("마지막 소유자", "the last owner"),
  NAME_DIFFERS: both("이름이 다름", "the name differs"),
  ACT_NOT_YOURS: both("그 역할이 아님", "not this person's part"),
  VERIFICATION_STEP_REFUSED: both("지금 상태에서 할 수 없음", "not in this state"),
  VERIFICATION_CLOSED: both("끝난 검증", "the verification has ended"),
  CONFLICT_OF_INTEREST: both("작성하거나 자문한 사람", "prepared or advised on it"),
  BODY_SCHEME_REFUSED: both("CBAM에 인정되지 않는 검증기관", "no body for CBAM"),
  BODY_NOT_ACCREDITED: both("인정 기간 밖", "not accredited on that day"),
  BODY_OUTSIDE_SCOPE: both("인정 범위 밖", "outside the body's scope"),
  OPINION_OTHER_HASH: both("다른 산정서에 대한 의견", "an opinion on another hash"),
  FINDINGS_OPEN: both("끝나지 않은 지적사항", "findings are open"),
  MATERIALITY_EXCEEDED: both("중요성 한도 초과", "materiality exceeded"),
  VISIT_WAIVED_EARLY: both("방문 면제가 이름", "a visit waived too early"),
  GUEST_EXPIRED: both("기한이 지난 열람 링크", "a guest link after its end"),
  GUEST_REVOKED: both("취소된 열람 링크", "a guest link that was revoked"),
  failed: both("실패", "failed"),
  cancelled: both("취소됨", "cancelled"),
};

/** What became of an act; a code without words of its own stands for itself. */
export const outcomeWord = (outcome: string): BothLanguages => OUTCOMES[outcome] ?? both(outcome, outcome);
