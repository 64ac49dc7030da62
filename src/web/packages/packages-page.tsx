// The sealed packages of an organisation: each to hand over, to suspend or to revoke; and what whoever receives one verifies it with.
import { useSearchParams } from "react-router";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { useMay } from "../may.ts";
import { Button, LinkButton } from "../parts/button.tsx";
import { Empty, PageHead, Shown } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { HandOver } from "./hand-over.tsx";
import { PackageList } from "./package-list.tsx";
import { SealDialog } from "./seal-dialog.tsx";
import "./packages.css";

export function PackagesPage() {
  const { say } = useLanguage();
  const { org } = usePlace();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const query = useAct("listPackages", { org });
  const asked = search.get("seal");
  const ask = (hash: string | undefined): void => {
    const next = new URLSearchParams(search);
    if (hash === undefined) next.delete("seal");
    else next.set("seal", hash);
    setSearch(next, { replace: true });
  };
  return (
    <>
      <PageHead
        title={say("봉인 파일", "Sealed packages")}
        lead={say(
          "산정서와 그 근거를 서명해 파일 하나에 담습니다. 받은 사람은 인터넷 없이도 모든 숫자를 다시 계산해 확인합니다.",
          "A statement with all that it rests on, signed, in one file: whoever receives it recomputes every number, offline.",
        )}
      >
        {may("manage") && (
          <Button look="main" onClick={() => ask("")}>
            {say("산정서 봉인하기", "Seal a statement")}
          </Button>
        )}
      </PageHead>
      <div className="stack">
        <Shown query={query}>{({ items }) => (items.length === 0 ? <None org={org} /> : <PackageList org={org} items={items} />)}</Shown>
        <HandOver org={org} />
      </div>
      {asked !== null && may("manage") && (
        <SealDialog key={asked === "" ? "" : "asked"} org={org} asked={asked} onClose={() => ask(undefined)} />
      )}
    </>
  );
}

function None({ org }: { org: string }) {
  const { say } = useLanguage();
  const may = useMay();
  return (
    <Empty title={say("아직 봉인 파일이 없습니다", "No package yet")}>
      <p>
        {may("manage")
          ? say("산정서를 골라 봉인하면 여기에 나옵니다.", "Choose a statement and seal it; it appears here.")
          : say("소유자가 산정서를 봉인하면 여기에 나옵니다.", "Once an owner seals a statement it appears here.")}
      </p>
      <LinkButton to={`/o/${org}/statements`}>{say("산정서 목록", "All statements")}</LinkButton>
    </Empty>
  );
}
