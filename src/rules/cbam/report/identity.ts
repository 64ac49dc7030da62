// Who the operator and the installation are.
import type { ReportPart } from "../../../model/operator-report.ts";
import { country, type Facts } from "./facts.ts";
import { both, col, may, part } from "./parts.ts";

type Address = {
  street?: string | undefined;
  postCode?: string | undefined;
  poBox?: string | undefined;
  city?: string | undefined;
  country?: string | undefined;
};

function written(address: Address | undefined): string | null {
  if (address === undefined) return null;
  const lines = [address.street, address.poBox && `P.O. Box ${address.poBox}`, address.postCode, address.city];
  const text = [...lines, address.country && country(address.country)].filter((line) => line !== undefined && line !== "").join(", ");
  return text === "" ? null : text;
}

/** A name in Latin letters: the report is in English. Beside them it may bear another script. */
const latin = (name: string | undefined): string | null => (name !== undefined && /\p{Script=Latin}/u.test(name) ? name : null);

/** An address in English has no letters of another script. */
const inEnglish = (address: string | null): string | null =>
  address === null || /[^\P{L}\p{Script=Latin}]/u.test(address) ? null : address;

export function operatorPart(facts: Facts): ReportPart {
  const { operator } = facts.case.installation;
  return part({
    title: both("운영자", "Operator"),
    columns: [
      col("name", "이름(영문)", "Name in English"),
      col("registration", "등록번호", "Registration number"),
      may("registryId", "CBAM 등록부 식별번호", "Id in the CBAM Registry"),
      col("address", "주소(영문)", "Address in English"),
    ],
    rows: [
      {
        name: latin(operator?.name),
        registration: operator?.registration ?? null,
        registryId: facts.case.reporting?.operatorRegistryId ?? null,
        address: inEnglish(written(operator?.address)) ?? inEnglish(written(facts.case.installation.address)),
      },
    ],
    lacking: both("사례의 installation/operator에 적으십시오", "state it under installation/operator of the case"),
  });
}

export function installationPart(facts: Facts): ReportPart {
  const { installation, reporting } = facts.case;
  const at = installation.coordinates;
  return part({
    title: both("사업장", "Installation"),
    columns: [
      col("name", "이름(영문)", "Name in English"),
      may("registryId", "CBAM 등록부 식별번호", "Id in the CBAM Registry"),
      col("unlocode", "UN/LOCODE", "UN/LOCODE"),
      col("address", "주소(영문)", "Address in English"),
      col("coordinates", "주 배출원의 좌표", "Coordinates of the main source"),
      col("period", "보고기간", "Reporting period"),
    ],
    rows: [
      {
        name: latin(installation.nameEnglish) ?? latin(installation.name),
        registryId: reporting?.installationRegistryId ?? installation.id ?? null,
        unlocode: installation.unlocode ?? null,
        address: inEnglish(written(installation.address)),
        coordinates: at === undefined ? null : `${at.latitude}, ${at.longitude}`,
        period: `${facts.case.period.start} - ${facts.case.period.end}`,
      },
    ],
    lacking: both("사례의 installation에 적으십시오", "state it under installation of the case"),
  });
}
