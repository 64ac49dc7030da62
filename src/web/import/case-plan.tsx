// The Commission's workbook or a case file: what it says it is, before it is taken over.
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { usePlace } from "../place.ts";

/** What the server says of such a document. */
export type CaseDocument = {
  period: { start: string; end: string };
  installation: string;
  products: { id: string; cn: string; name: string }[];
};

export function CasePlanView({ document: { period, installation, products } }: { document: CaseDocument }) {
  const { say, date } = useLanguage();
  const { org, period: id } = usePlace();
  const { data: open } = useAct("readPeriod", { org, period: id });
  const differs = open !== undefined && (open.start !== period.start || open.end !== period.end);
  return (
    <section className="card stack">
      <h2>{say("이 문서는", "This document")}</h2>
      <dl className="import-facts">
        <dt>{say("사업장", "Installation")}</dt>
        <dd>{installation}</dd>
        <dt>{say("보고기간", "Period")}</dt>
        <dd>
          {date(period.start)} – {date(period.end)}
        </dd>
        <dt>{say("제품", "Goods")}</dt>
        <dd>
          {products.length === 0
            ? "–"
            : products
                .slice(0, 12)
                .map(({ name, cn }) => `${name} (${cn})`)
                .join(", ")}
          {products.length > 12 && say(` 외 ${products.length - 12}개`, ` and ${products.length - 12} more`)}
        </dd>
      </dl>
      {differs && open !== undefined && (
        <p className="refused">
          {say(
            `지금 보고기간은 ${date(open.start)} – ${date(open.end)}입니다. 이 문서의 기간으로 보고기간을 열고 거기서 가져오십시오.`,
            `The period in hand is ${date(open.start)} – ${date(open.end)}. Open a period with the document's dates and import it there.`,
          )}
        </p>
      )}
      <p className="quiet small">
        {say(
          "값마다 시트와 칸(또는 줄)을 출처로 적고, 이미 같은 내용이 있으면 그대로 둡니다.",
          "Each value keeps its sheet and cell (or line) as its origin; what is there with the same content stays as it is.",
        )}
      </p>
    </section>
  );
}
