// The content of a verification report: every field that the acts and the standard name, filled, not applicable, or missing and why.
import type { BothLanguages } from "../../base/problem.ts";
import type { ReportItem, ReportPart } from "../../model/operator-report.ts";
import type { Finding, Verification } from "../../model/verification.ts";
import type { VerificationReport } from "../../model/verification-report.ts";
import { label } from "../../model/verification-words.ts";
import type { Bar } from "../../rules/cbam/materiality.ts";
import { dataGaps } from "../../rules/cbam/report/emissions.ts";
import { type Facts, result } from "../../rules/cbam/report/facts.ts";
import { actualFactors } from "../../rules/cbam/report/flows.ts";
import { installationPart, operatorPart } from "../../rules/cbam/report/identity.ts";
import { both, col, item, may, part, type Row } from "../../rules/cbam/report/parts.ts";
import { byActual, byDefault } from "../../rules/cbam/report/precursors.ts";
import type { Analysed } from "../analysed.ts";
import { dataGapTests, type EvidenceTest, electricityTests, unconfirmed } from "./evidence-tests.ts";
import { materialityOf } from "./materiality.ts";
import { type Risk, riskAnalysis } from "./risks.ts";

type Told = { facts: Facts; analysed: Analysed; verification: Verification };

const SEE = 5;

/**
 * Law: the report names operator, installation, verifier with accreditation, scope, materiality, visit, per-good direct and indirect emissions, precursors, evidence for
 * actual electricity, misstatements and non-conformities, data gaps, what was sampled, and the statement. The official report is made on the Commission's template
 * in the CBAM Registry, whose field list is not known here: this is its source. Source: IR (EU) 2025/2546; ISO 14064-3.
 */
export function verificationReport(told: Told): VerificationReport {
  const { facts, verification } = told;
  const { statement } = facts;
  return {
    format: "sandan.verification-report/1",
    regime: verification.engagement.regime,
    state: verification.state,
    period: statement.period,
    installation: statement.installation.nameEnglish ?? statement.installation.name,
    localName: statement.installation.name,
    verifier: verification.engagement.body.name,
    ...(verification.opinion !== undefined && { verdict: verification.opinion.verdict }),
    statement: statement.hash,
    ...(statement.asIf !== undefined && { asIf: statement.asIf }),
    items: [...whoAndWhat(told), ...howVerified(told), ...whatIsStated(told), ...whatWasFound(told)],
  };
}

function whoAndWhat({ facts, verification }: Told): ReportItem[] {
  const { engagement, subject } = verification;
  return [
    item(1, both("운영자와 사업장", "Operator and installation"), operatorPart(facts), installationPart(facts)),
    item(2, both("검증기관과 인정", "Verifier and accreditation"), bodyPart(verification), teamPart(verification)),
    item(
      3,
      both("검증 범위", "Scope of the verification"),
      part({
        title: both("계약", "Engagement"),
        columns: [
          col("regime", "제도", "Regime"),
          col("assurance", "보증 수준", "Level of assurance"),
          col("from", "부터", "From"),
          col("to", "까지", "To"),
          col("act", "산정 기준", "Calculated by"),
          col("statement", "산정서 해시", "Hash of the statement"),
          may("package", "패키지 해시", "Hash of the package"),
        ],
        rows: [
          {
            regime: label(engagement.regime),
            assurance: label(engagement.assurance),
            from: engagement.period.start,
            to: engagement.period.end,
            act: facts.statement.act,
            statement: subject.statement,
            package: subject.package,
          },
        ],
      }),
      part({
        title: both("제품", "Goods"),
        columns: GOOD,
        rows: facts.statement.goods.map(({ name, cn }) => ({ good: name, cn: blank(cn) })),
      }),
    ),
  ];
}

const GOOD = [col("good", "제품", "Good"), col("cn", "CN 코드", "CN code")];
const answer = (yes: boolean): BothLanguages => (yes ? both("예", "yes") : both("아니오", "no"));

/** Words one after another, in each language; null where there are none. */
const joined = (all: readonly BothLanguages[]): BothLanguages | null =>
  all.length === 0 ? null : both(all.map(({ ko }) => ko).join("; "), all.map(({ en }) => en).join("; "));
const asItIs = (text: string): BothLanguages => both(text, text);

/** A record or step by the name of what it speaks of, and its own. */
function named({ statement }: Facts, of: string): string {
  const name = statement.subjects[of.split("/")[1] ?? ""]?.name;
  return name === undefined || name === of ? of : `${name} (${of})`;
}

const blank = (text: string | undefined): string | null => (text === undefined || text.trim() === "" ? null : text);

function bodyPart({ engagement: { body } }: Verification): ReportPart {
  return part({
    title: both("검증기관", "Verification body"),
    columns: [
      col("name", "이름", "Name"),
      col("country", "국가", "Country"),
      col("scheme", "인정 제도", "Scheme"),
      col("accreditationBody", "인정기구", "Accreditation body"),
      col("number", "인정번호", "Accreditation number"),
      col("scope", "인정 범위", "Scope"),
      col("from", "유효 시작", "Valid from"),
      col("until", "유효 종료", "Valid until"),
    ],
    rows: [
      {
        name: body.name,
        country: blank(body.country),
        scheme: label(body.scheme),
        accreditationBody: body.accreditationBody,
        number: body.number,
        scope: blank(body.scope.map(({ name }) => name).join("; ")),
        from: body.validFrom,
        until: body.validUntil,
      },
    ],
  });
}

function teamPart({ engagement }: Verification): ReportPart {
  return part({
    title: both("검증팀과 독립검토자", "Team and independent reviewer"),
    columns: [col("name", "이름", "Name"), col("role", "역할", "Role")],
    rows: engagement.team.map(({ name, role }) => ({ name, role: label(role) })),
  });
}

function howVerified(told: Told): ReportItem[] {
  const { facts, verification, analysed } = told;
  return [
    item(4, both("중요성", "Materiality"), materialityPart(told)),
    item(5, both("현장 방문", "Site visit"), visitPart(verification)),
    item(6, both("위험분석", "Risk analysis"), riskPart(facts, riskAnalysis(analysed))),
    item(7, both("표본", "Sample"), ...samplingParts(told)),
    item(8, both("확인한 것", "What was checked"), ticksPart(told)),
  ];
}

/** A share of the whole, 0 to 1, in per cent. */
const percent = (share: number | null): Row[string] => (share === null ? null : { value: share * 100, unit: "%" });
const number = (value: number | null, unit: string): Row[string] => (value === null ? null : { value, unit });

function materialityPart({ facts, verification }: Told): ReportPart {
  const row = (good: string, cn: string, of: BothLanguages, bar: Bar): Row => ({
    good,
    cn: blank(cn),
    of,
    figure: number(bar.figure, "tCO2e/t"),
    limit: number(bar.limit, "tCO2e/t"),
    net: number(bar.net, "tCO2e/t"),
    gross: number(bar.gross, "tCO2e/t"),
    material: bar.material === null ? null : answer(bar.material),
  });
  return part({
    title: both("제품별 중요성 한도와 고쳐지지 않은 허위기재", "Limit and uncorrected misstatements per good"),
    columns: [
      ...GOOD,
      col("of", "기준", "Of"),
      col("figure", "값", "Figure", SEE),
      col("limit", "한도(5%)", "Limit, 5 %", SEE),
      col("net", "허위기재 합계", "Misstatements, net", SEE),
      col("gross", "허위기재 크기의 합", "Misstatements, by size", SEE),
      col("material", "한도 초과", "Material"),
    ],
    rows: materialityOf(facts, verification.findings).flatMap(({ name, cn, see, freeAllocation }) => [
      row(name, cn, both("고유내재배출량", "specific embedded emissions"), see),
      ...(freeAllocation === undefined
        ? []
        : [row(name, cn, both("고유내재 무상할당", "specific embedded free allocation"), freeAllocation)]),
    ]),
  });
}

function visitPart({ engagement, visits }: Verification): ReportPart {
  return part({
    title: both("방문", "Visits"),
    columns: [
      col("kind", "방식", "Kind"),
      col("from", "부터", "From"),
      col("to", "까지", "To"),
      col("who", "누가", "By whom"),
      may("grounds", "근거", "Grounds"),
    ],
    rows: visits.map(({ kind, from, to, who, grounds, note }) => ({
      kind: label(kind),
      from,
      to,
      who: blank(who.map((person) => engagement.team.find((one) => one.person === person)?.name ?? person).join("; ")),
      grounds: joined([...grounds.map(label), ...(note === undefined ? [] : [asItIs(note)])]),
    })),
    lacking: both("방문 기록이 없습니다", "no visit is recorded"),
    none: engagement.regime === "cbam" || visits.length > 0 ? undefined : both("방문 의무가 없습니다", "no visit is asked for"),
  });
}

function riskPart(facts: Facts, risks: readonly Risk[]): ReportPart {
  return part({
    title: both("기록별 위험", "Risk per record"),
    columns: [
      col("record", "기록", "Record"),
      may("share", "배출량 비중", "Share of emissions", 1),
      col("inherent", "고유위험", "Inherent risk"),
      col("control", "통제위험", "Control risk"),
      may("reasons", "이유", "Reasons"),
    ],
    rows: risks.map(({ record, share, inherent, control, reasons }) => ({
      record: named(facts, record),
      share: percent(share),
      inherent: label(inherent),
      control: label(control),
      reasons: joined(reasons),
    })),
  });
}

function samplingParts({ facts, verification: { sampling } }: Told): ReportPart[] {
  return [
    part({
      title: both("표본 계획", "Sampling plan"),
      columns: [
        col("wanted", "목표 비중", "Share wanted", 1),
        col("covered", "확보한 비중", "Share covered", 1),
        col("random", "무작위 수", "Drawn at random"),
        col("seed", "난수 씨앗", "Seed"),
      ],
      rows:
        sampling === undefined
          ? []
          : [
              {
                wanted: percent(sampling.wanted),
                covered: percent(sampling.covered),
                random: number(sampling.random, "1"),
                seed: blank(sampling.seed) ?? (sampling.random === 0 ? both("필요 없음", "not needed") : null),
              },
            ],
    }),
    part({
      title: both("뽑은 기록", "Records sampled"),
      columns: [col("record", "기록", "Record"), col("by", "방법", "How it was picked")],
      rows: (sampling?.picks ?? []).map(({ record, by }) => ({ record: named(facts, record), by: label(by) })),
    }),
  ];
}

/** To the minute, with what stands behind it of the time zone. */
const moment = (at: string): string => at.replace("T", " ").replace(/:\d\d(\.\d+)?(?=Z|[+-])/, "");

function ticksPart({ facts, verification: { engagement, ticks } }: Told): ReportPart {
  return part({
    title: both("확인 기록", "Checks"),
    columns: [
      col("of", "기록 또는 단계", "Record or step"),
      col("what", "무엇을", "What"),
      col("how", "어떻게", "How"),
      col("by", "누가", "By whom"),
      col("at", "언제", "When"),
    ],
    rows: ticks.map(({ of, what, how, by, at }) => ({
      of: named(facts, of),
      what: blank(what),
      how: label(how),
      by: engagement.team.find((one) => one.person === by)?.name ?? by,
      at: moment(at),
    })),
  });
}

function whatIsStated({ facts, analysed }: Told): ReportItem[] {
  const actual = both("실측 전력 배출계수", "Actual electricity factors");
  const gaps = dataGaps(facts);
  const { part: _, ...gap } = gaps;
  return [
    item(
      9,
      both("제품별 배출량", "Emissions per good"),
      part({
        title: both("직접·간접 고유내재배출량", "Specific embedded emissions, direct and indirect"),
        columns: [...GOOD, col("direct", "직접", "Direct", SEE), col("indirect", "간접", "Indirect", SEE)],
        rows: facts.statement.goods.map(({ id, name, cn }) => ({
          good: name,
          cn: blank(cn),
          direct: result(facts, id, "seeDirect"),
          indirect: result(facts, id, "seeIndirect"),
        })),
      }),
    ),
    item(10, both("전구물질", "Precursors"), byDefault(facts), byActual(facts)),
    item(
      11,
      both("실측 전력의 증빙", "Evidence for actual electricity"),
      actualFactors(facts, "directLink", actual),
      testsPart(electricityTests(analysed), both("부과 대상 전력이 없습니다", "no electricity is charged for")),
    ),
    item(
      12,
      both("데이터 공백", "Data gaps"),
      gap,
      testsPart(dataGapTests(analysed), both("데이터 공백이 없습니다", "there is no data gap")),
    ),
    item(
      13,
      both("확인이 필요한 법정 수치", "Figures of the law to be confirmed"),
      part({
        title: both("확인되지 않은 수치를 쓰는 단계", "Steps that use figures not confirmed"),
        columns: [col("step", "단계", "Step"), col("row", "수치", "Figure")],
        rows: unconfirmed(analysed),
        none: both("그런 수치를 쓰지 않습니다", "no such figure is used"),
      }),
    ),
  ];
}

function testsPart(tests: readonly EvidenceTest[], none: ReportPart["title"]): ReportPart {
  return part({
    title: both("검사", "Tests"),
    columns: [col("of", "대상", "Of"), col("name", "이름", "Name"), col("outcome", "결과", "Outcome"), may("why", "이유", "Why")],
    rows: tests.map(({ of, name, outcome, why }) => ({ of, name, outcome: label(outcome), why })),
    none,
  });
}

const KINDS: readonly [Finding["kind"], number, BothLanguages][] = [
  ["misstatement", 14, both("허위기재", "Misstatements")],
  ["nonConformity", 15, both("부적합", "Non-conformities")],
  ["nonCompliance", 16, both("법령 미준수", "Non-compliances")],
  ["recommendation", 17, both("개선권고", "Recommendations")],
];

function whatWasFound({ facts, verification }: Told): ReportItem[] {
  const { findings, opinion, engagement } = verification;
  const reviewer = engagement.team.find(({ role }) => role === "independentReviewer");
  return [
    ...KINDS.map(([kind, at, title]) =>
      item(
        at,
        title,
        findingsPart(
          facts,
          findings.filter((one) => one.kind === kind),
          title,
        ),
      ),
    ),
    item(
      18,
      both("검증의견", "Verification statement"),
      part({
        title: both("의견", "Opinion"),
        columns: [
          col("verdict", "의견", "Opinion"),
          col("of", "해시", "Bound to the hash"),
          col("issued", "날짜", "Issued"),
          opinion?.verdict === "withComments" ? col("comments", "설명", "Comments") : may("comments", "설명", "Comments"),
          col("reviewer", "독립검토자", "Independent reviewer"),
        ],
        rows:
          opinion === undefined
            ? []
            : [
                {
                  verdict: label(opinion.verdict),
                  of: opinion.of,
                  issued: opinion.issued,
                  comments: blank(opinion.comments),
                  reviewer: reviewer?.name,
                },
              ],
        lacking: both("아직 의견이 없습니다", "there is no opinion yet"),
      }),
    ),
  ];
}

function findingsPart(facts: Facts, findings: readonly Finding[], title: ReportPart["title"]): ReportPart {
  const goods = new Map(facts.statement.goods.map(({ id, name }) => [id, name]));
  const effects = ({ effects }: Finding): BothLanguages | null => {
    const told = (good: string, value: number | null): BothLanguages =>
      value === null ? both(`${good}: 모름`, `${good}: not known`) : asItIs(`${good}: ${value} tCO2e/t`);
    return joined(
      effects.flatMap(({ good, see, freeAllocation }) => {
        const name = goods.get(good) ?? good;
        const { ko, en } = told(name, freeAllocation ?? null);
        return [told(name, see), ...(freeAllocation === undefined ? [] : [both(`무상할당 ${ko}`, `free allocation ${en}`)])];
      }),
    );
  };
  return part({
    title,
    columns: [
      col("id", "번호", "Number"),
      col("of", "대상", "About"),
      col("question", "내용", "Finding"),
      may("answer", "답변", "Answer"),
      col("material", "중요", "Material"),
      col("corrected", "시정", "Corrected"),
      may("effects", "영향", "Effect"),
      col("state", "상태", "State"),
    ],
    rows: findings.map((one) => ({
      id: one.id,
      of: blank(one.of.map((of) => named(facts, of)).join("; ")),
      question: blank(one.question),
      answer: blank(one.answer),
      material: answer(one.material),
      corrected: answer(one.corrected),
      effects: effects(one),
      state: label(one.state),
    })),
    none: both("없습니다", "there is none"),
  });
}
