// A verification opened: which sealed statement, by whom, under which engagement.
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useAct, useDo } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { LinkButton } from "../parts/button.tsx";
import { ChoiceField } from "../parts/field.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { usePeriodNames } from "../statements/period-names.ts";
import { useKept } from "../statements/use-kept.ts";
import { engagementOf, newDraft } from "./engagement-draft.ts";
import { EngagementForm } from "./engagement-form.tsx";
import "./verify.css";

export function OpenPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const may = useMay();
  const statements = useAct("listStatements", { org, limit: 500 });
  return (
    <>
      <PageHead
        title={say("검증 열기", "Open a verification")}
        lead={say(
          "봉인한 산정서 하나를 어느 검증기관이 어떤 조건으로 검증하는지 적습니다.",
          "Which sealed statement is verified, by which body, on what terms.",
        )}
      >
        <LinkButton to={`/o/${org}/verifications`}>{say("검증 목록", "All verifications")}</LinkButton>
      </PageHead>
      {may("enter") ? (
        <Shown query={statements}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={say("봉인한 산정서가 없습니다", "There is no sealed statement")}>
                <p>{say("보고기간의 결과에서 산정서를 먼저 봉인하십시오.", "Seal a statement from the results of a period first.")}</p>
                <LinkButton to={`/o/${org}`}>{say("보고기간으로", "To the periods")}</LinkButton>
              </Empty>
            ) : (
              <Form org={org} items={items} />
            )
          }
        </Shown>
      ) : (
        <p>{say("검증은 소유자와 편집자가 엽니다.", "Owners and editors open verifications.")}</p>
      )}
    </>
  );
}

type Listed = { id: string; hash: string; period: string; at: string };

function Form({ org, items }: { org: string; items: readonly Listed[] }) {
  const { say, date } = useLanguage();
  const period = usePeriodNames(org);
  const go = useNavigate();
  const [search] = useSearchParams();
  const open = useDo("openVerification");
  const asked = items.find(({ hash }) => hash === search.get("statement"));
  const [sealing, setSealing] = useState((asked ?? items[0])?.id ?? "");
  const [first] = useState(newDraft);
  const hash = items.find(({ id }) => id === sealing)?.hash ?? "";
  const statement = useKept("readStatement", { org, statement: hash }, { when: hash !== "" });
  const categories = [...new Set((statement.data?.goods ?? []).map(({ category }) => category))].sort();
  return (
    <EngagementForm
      org={org}
      first={first}
      categories={categories}
      action={say("검증 열기", "Open the verification")}
      busy={open.isPending}
      refused={open.error}
      onSend={(draft) =>
        open.mutate({ input: { org, body: { ...engagementOf(draft), sealing } } }, { onSuccess: ({ id }) => void go(`/o/${org}/v/${id}`) })
      }
    >
      <div className="card">
        <ChoiceField
          label={say("산정서", "Statement")}
          help={say(
            "의견은 이 산정서의 해시에 묶입니다. 예: 2025년의 마지막 산정서",
            "The opinion is bound to its hash; such as the last one of 2025",
          )}
          value={sealing}
          onChange={(event) => setSealing(event.target.value)}
          options={items.map(({ id, hash: of, period: at, at: when }) => ({
            value: id,
            label: `${period(at)} · ${date(when, { time: true })} · ${of.slice(0, 12)}`,
          }))}
        />
      </div>
    </EngagementForm>
  );
}
