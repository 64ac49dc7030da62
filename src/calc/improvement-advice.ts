// What to hand in for an input that stands on a low rung, in one sentence.
import type { BothLanguages } from "../base/problem.ts";
import type { Rung } from "../model/insight.ts";
import type { Input } from "./inputs.ts";

type About = { rung: Rung; name: string; what: BothLanguages };

const says = (ko: string, en: string): BothLanguages => ({ ko, en });

/** Law: an advice names the document that lifts the input to the next rung, and who has it. */
export function adviceOf(input: Input, { rung, name, what }: About): BothLanguages {
  const ko = `'${name}' ${what.ko}`;
  const en = `${what.en} of '${name}'`;
  switch (input.kind) {
    case "supplied":
      return supplied(input, rung, name);
    case "electricityFactor":
      return says(
        `${ko}: 직접 연결 설비나 전력구매계약(PPA)이 있으면 계약서와 그 발전원의 배출계수를 넣으십시오.`,
        `${en}: where there is a direct link or a power purchase agreement, enter its factor and attach the contract.`,
      );
    case "heatFactor":
      return says(
        `${ko}: 열 공급자에게 실제 배출계수와 산정 근거를 받아 공급자 이름과 함께 넣으십시오.`,
        `${en}: ask the heat supplier for its own factor and enter it with the supplier's name.`,
      );
    case "share":
      return says(
        `${ko}: 공정별 계량기 기록을 붙여 배분율을 뒷받침하십시오.`,
        `${en}: attach the meter records of the processes that show how it is divided.`,
      );
    case "factor":
      return says(
        `${ko}: 표준값 대신 납품 성적서나 시험기관 분석값을 넣고 성적서를 붙이십시오.`,
        `${en}: in place of a standard value enter the laboratory's or the delivery's analysis, and attach its certificate.`,
      );
    case "production":
      return says(
        `${ko}: 생산일보나 계근 기록을 붙이십시오. 톤당 배출량은 이 값으로 나눕니다.`,
        `${en}: attach production logs or weighbridge records; every figure per tonne is divided by it.`,
      );
    case "amount":
      return rung === "estimate" && input.field === "directEmissions"
        ? says(
            `${ko}: 합계 대신 연료와 원료별 사용량을 배출원으로 넣으십시오.`,
            `${en}: enter the fuels and materials behind it as source streams in place of the total.`,
          )
        : says(
            `${ko}: 청구서, 계량기 기록이나 계근표를 붙이거나, 그 파일을 가져오기 하십시오.`,
            `${en}: attach the invoice, meter reading or weighbridge ticket, or import the file that lists them.`,
          );
  }
}

function supplied({ partner }: Input, rung: Rung, name: string): BothLanguages {
  const [who, whom] = partner === undefined ? ["공급자", "its maker"] : [`'${partner}'`, `'${partner}'`];
  if (rung === "supplier")
    return says(
      `'${name}': ${who}에게 검증보고서를 받아 검증인 이름을 적으십시오.`,
      `'${name}': get the verification report from ${whom} and name the verifier.`,
    );
  return says(
    `'${name}': ${who}에게 CBAM 통신 양식(직접·간접 배출량, 톤당)을 요청해 기본값이나 근거 없는 값 대신 넣으십시오.`,
    `'${name}': ask ${whom} for the CBAM communication (direct and indirect emissions per tonne) and enter it in place of a default or unfounded value.`,
  );
}
