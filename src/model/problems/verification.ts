// Problems of a verification: who may verify, visits, findings, opinions and guests.
import { problemsOf } from "../../base/problem.ts";

const VISITS = "IR (EU) 2025/2546, Art. 2-4";
const MATERIALITY = "IR (EU) 2025/2546, Art. 5";

export const VERIFICATION_PROBLEMS = {
  VERIFICATION_CLOSED: {
    severity: "error",
    text: { ko: "이 검증은 '{state}' 상태로 끝났습니다.", en: "This verification has ended: {state}." },
    todo: { ko: "새 검증을 시작하십시오.", en: "Begin a new verification." },
  },
  VERIFICATION_STEP_REFUSED: {
    severity: "error",
    text: { ko: "'{state}' 상태에서는 '{act}'을(를) 할 수 없습니다.", en: "In the state '{state}' the act '{act}' is not possible." },
    todo: { ko: "검증의 현재 상태에서 할 수 있는 일을 고르십시오.", en: "Choose an act that the present state allows." },
  },
  ACT_NOT_YOURS: {
    severity: "error",
    text: { ko: "'{act}'은(는) {who}만 할 수 있습니다.", en: "Only {who} may do this: {act}." },
    todo: { ko: "그 역할을 맡은 사람에게 넘기십시오.", en: "Hand it to a person in that role." },
  },
  BODY_SCHEME_REFUSED: {
    severity: "error",
    clause: "DR (EU) 2025/2551, Art. 3(2)",
    text: {
      ko: "KOLAS 인정은 CBAM 검증에 효력이 없습니다: {body}.",
      en: "A KOLAS accreditation does not count for a CBAM opinion: {body}.",
    },
    todo: {
      ko: "EU 회원국의 국가인정기구에서 인정받은 검증기관을 고르십시오.",
      en: "Choose a body accredited by a national accreditation body of a member state of the Union.",
    },
  },
  BODY_NOT_ACCREDITED: {
    severity: "error",
    clause: "DR (EU) 2025/2551",
    text: {
      ko: "{body}의 인정은 {from}부터 {until}까지이며 {on}에는 유효하지 않습니다.",
      en: "{body} is accredited from {from} to {until}, not on {on}.",
    },
    todo: {
      ko: "의견을 내는 날에 인정이 유효한 검증기관을 고르거나 갱신된 인정을 등록하십시오.",
      en: "Choose a body that is accredited on the day of issue, or enter its renewed accreditation.",
    },
  },
  BODY_OUTSIDE_SCOPE: {
    severity: "error",
    clause: "DR (EU) 2025/2551",
    text: {
      ko: "{body}의 인정 범위에 다음 품목군이 없습니다: {categories}.",
      en: "The accreditation of {body} does not cover: {categories}.",
    },
    todo: { ko: "모든 품목군을 인정받은 검증기관을 고르십시오.", en: "Choose a body whose scope covers every category of goods." },
  },
  CONFLICT_OF_INTEREST: {
    severity: "error",
    text: {
      ko: "{name}님은 검증 대상을 작성했거나 자문했으므로 검증팀에 들어갈 수 없습니다.",
      en: "{name} prepared what is verified or advised on it, and may not verify it.",
    },
    todo: { ko: "검증팀에서 다른 사람으로 바꾸십시오.", en: "Put somebody else into the team." },
  },
  REVIEWER_NOT_INDEPENDENT: {
    severity: "error",
    text: {
      ko: "{name}님은 검증팀에 있으므로 독립검토를 할 수 없습니다.",
      en: "{name} belongs to the team and cannot be its independent reviewer.",
    },
    todo: { ko: "검증을 하지 않은 사람을 독립검토자로 정하십시오.", en: "Name a reviewer who took no part in the verification." },
  },
  TEAM_INCOMPLETE: {
    severity: "error",
    text: { ko: "검증팀에 {role}이(가) 없습니다.", en: "The team lacks its {role}." },
    todo: { ko: "그 역할을 맡을 사람을 정하십시오.", en: "Name a person for that role." },
  },
  ASSURANCE_TOO_LOW: {
    severity: "error",
    clause: "IR (EU) 2025/2546",
    text: { ko: "CBAM 검증은 합리적 보증이어야 합니다.", en: "CBAM asks for reasonable assurance." },
    todo: { ko: "계약의 보증 수준을 합리적 보증으로 바꾸십시오.", en: "Make the engagement one of reasonable assurance." },
  },
  VISIT_MISSING: {
    severity: "error",
    clause: VISITS,
    text: { ko: "현장 방문 기록이 없습니다.", en: "There is no record of a site visit." },
    todo: { ko: "방문했거나 면제한 사실을 근거와 함께 기록하십시오.", en: "Record the visit, or the waiver with its grounds." },
  },
  VISIT_FIRST_PERIOD: {
    severity: "error",
    clause: VISITS,
    text: {
      ko: "{year}년은 첫 검증이므로 '{kind}'(으)로 대신할 수 없습니다.",
      en: "{year} is the first period: a {kind} will not do.",
    },
    todo: { ko: "사업장을 직접 방문하십시오.", en: "Visit the installation in person." },
  },
  VISIT_VIRTUAL_EARLY: {
    severity: "error",
    clause: VISITS,
    text: {
      ko: "{year}년에 '{kind}'을(를) 하려면 바로 앞 기간에 현장 방문이 있어야 합니다.",
      en: "A {kind} in {year} needs a physical one in the period just before.",
    },
    todo: { ko: "사업장을 직접 방문하십시오.", en: "Visit the installation in person." },
  },
  VISIT_WAIVED_EARLY: {
    severity: "error",
    clause: VISITS,
    text: {
      ko: "{year}년에 '{kind}'을(를) 하려면 앞의 두 기간 모두 현장 방문이 있어야 합니다.",
      en: "A {kind} in {year} needs physical ones in both periods before.",
    },
    todo: { ko: "방문하거나, 허용되면 원격으로 방문하십시오.", en: "Visit in person, or virtually where that is allowed." },
  },
  VISIT_ELECTRICITY_EARLY: {
    severity: "error",
    clause: VISITS,
    text: {
      ko: "전력만 있는 사업장도 다섯 기간에 한 번은 현장 방문이 있어야 합니다. {year}년에 '{kind}'은(는) 안 됩니다.",
      en: "Even for electricity alone one of five periods has a physical visit: no {kind} in {year}.",
    },
    todo: { ko: "사업장을 직접 방문하십시오.", en: "Visit the installation in person." },
  },
  VISIT_GROUNDS_MISSING: {
    severity: "error",
    clause: VISITS,
    text: { ko: "방문 면제의 근거가 빠졌습니다: {grounds}.", en: "The waiver lacks its grounds: {grounds}." },
    todo: { ko: "위험분석으로 근거를 확인해 기록하십시오.", en: "Establish them in the risk analysis and record them." },
  },
  FINDINGS_OPEN: {
    severity: "error",
    text: { ko: "끝나지 않은 지적사항이 {count}건 있습니다: {findings}.", en: "{count} findings are still open: {findings}." },
    todo: { ko: "답변을 받아 종결하십시오.", en: "Have them answered and close them." },
  },
  MISSTATEMENT_UNCORRECTED: {
    severity: "error",
    clause: MATERIALITY,
    text: {
      ko: "중요한 허위기재 '{finding}'이(가) 고쳐지지 않았는데 의견은 적정입니다.",
      en: "The material misstatement '{finding}' stands uncorrected, yet the opinion is clean.",
    },
    todo: { ko: "고치게 하거나 의견을 바꾸십시오.", en: "Have it corrected, or change the opinion." },
  },
  NON_CONFORMITY_ALONE: {
    severity: "error",
    clause: MATERIALITY,
    text: {
      ko: "부적합 '{finding}'은(는) 중요한 허위기재를 일으킬 때만 중요합니다.",
      en: "The non-conformity '{finding}' is material only if it causes a material misstatement.",
    },
    todo: {
      ko: "그로 인한 중요한 허위기재를 적거나 '중요' 표시를 지우십시오.",
      en: "Name the material misstatement that it causes, or take the mark away.",
    },
  },
  MATERIALITY_EXCEEDED: {
    severity: "error",
    clause: MATERIALITY,
    text: {
      ko: "{good}: 고쳐지지 않은 허위기재의 합이 {what}의 5%를 넘는데({sum} > {limit} tCO2e/t) 의견은 적정입니다.",
      en: "{good}: uncorrected misstatements together exceed 5 % of the {what} ({sum} > {limit} tCO2e/t), yet the opinion is clean.",
    },
    todo: { ko: "고치게 하거나 의견을 바꾸십시오.", en: "Have them corrected, or change the opinion." },
  },
  MISSTATEMENTS_OFFSET: {
    severity: "warning",
    clause: MATERIALITY,
    text: {
      ko: "{good}: 허위기재가 서로 상쇄되어 {what}의 5%를 넘지 않지만, 크기를 더하면 넘습니다({sum} > {limit} tCO2e/t).",
      en: "{good}: misstatements offset one another; their sizes together exceed 5 % of the {what} ({sum} > {limit} tCO2e/t).",
    },
    todo: { ko: "상쇄를 인정하는 판단을 기록하십시오.", en: "Record the judgement that lets them offset." },
  },
  MATERIALITY_UNKNOWN: {
    severity: "error",
    clause: MATERIALITY,
    text: {
      ko: "{good}: {what}에 대한 중요성을 알 수 없습니다. {why}.",
      en: "{good}: materiality against the {what} cannot be told: {why}.",
    },
    todo: { ko: "영향이나 값을 정한 뒤에 적정의견을 내십시오.", en: "Establish effect or figure before giving a clean opinion." },
  },
  OPINION_MISSING: {
    severity: "error",
    text: { ko: "검증의견이 없습니다.", en: "There is no opinion." },
    todo: { ko: "검증의견 초안을 쓰십시오.", en: "Draft the opinion." },
  },
  OPINION_WORD: {
    severity: "error",
    text: {
      ko: "이 제도의 검증의견에 '{verdict}'은(는) 없습니다.",
      en: "This regime knows no opinion '{verdict}'.",
    },
    todo: { ko: "다음 가운데 고르십시오: {allowed}", en: "Choose from: {allowed}" },
  },
  OPINION_OTHER_HASH: {
    severity: "error",
    text: {
      ko: "의견이 묶인 해시({of}…)가 이 산정서({statement}…)나 그 패키지의 것이 아닙니다.",
      en: "The opinion is bound to another hash ({of}…) than this statement's ({statement}…) or its package's.",
    },
    todo: { ko: "지금의 산정서를 검증하고 새로 의견을 내십시오.", en: "Verify the present statement, and give an opinion on it." },
  },
  OPINION_OTHER_DAY: {
    severity: "error",
    text: {
      ko: "의견의 날짜({issued})가 발행하는 날({on})과 다릅니다.",
      en: "The opinion bears the day {issued}, but is released on {on}.",
    },
    todo: { ko: "발행하는 날짜로 고치십시오.", en: "Give it the day of its release." },
  },
  PACKAGE_NEEDED: {
    severity: "error",
    text: {
      ko: "검증할 산정서가 아직 봉인되지 않았습니다. 검증기관은 봉인 파일의 해시에 서명합니다.",
      en: "The statement that is verified has not been sealed into a package yet; the body signs the package's hash.",
    },
    todo: {
      ko: "조직의 소유자가 산정서를 봉인한 뒤 다시 하십시오.",
      en: "Have the organisation's owner seal the statement, then do it again.",
    },
  },
  GUEST_EXPIRED: {
    severity: "error",
    text: { ko: "이 열람 링크는 {until}에 끝났습니다.", en: "This guest link ended at {until}." },
    todo: { ko: "검증기관에 새 링크를 요청하십시오.", en: "Ask the verification body for a new link." },
  },
  GUEST_REVOKED: {
    severity: "error",
    text: { ko: "이 열람 링크는 {revoked}에 취소되었습니다.", en: "This guest link was revoked at {revoked}." },
    todo: { ko: "검증기관에 문의하십시오.", en: "Ask the verification body." },
  },
  FIGURES_TO_CONFIRM: {
    severity: "warning",
    text: {
      ko: "확인되지 않은 법정 수치를 쓰는 단계가 {count}개 있습니다: {rows}.",
      en: "{count} steps use figures of the law that are not confirmed: {rows}.",
    },
    todo: {
      ko: "관보에서 확인하고, 그 판단을 보고서에 적으십시오.",
      en: "Check them against the Official Journal, and record the judgement in the report.",
    },
  },
} as const;

export const verificationProblem = problemsOf(VERIFICATION_PROBLEMS);
