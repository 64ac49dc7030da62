// Everything that was found, the worst first, each with the file, record or number that it is about.
import { type FindingOutcome, OUTCOME_WORDS, type PackageFinding } from "../../model/package-findings.ts";
import { useLanguage } from "../language.tsx";

export const FINDING_LOOKS = { holds: "good", fails: "bad", unchecked: "warn" } as const satisfies Record<FindingOutcome, string>;

const TITLES = {
  fails: { ko: "틀린 것", en: "What fails" },
  unchecked: { ko: "확인하지 못한 것", en: "What could not be checked" },
  holds: { ko: "맞는 것", en: "What holds" },
} as const satisfies Record<FindingOutcome, unknown>;

export function Findings({ findings }: { findings: readonly PackageFinding[] }) {
  return (["fails", "unchecked", "holds"] as const).map((outcome) => (
    <Part key={outcome} outcome={outcome} findings={findings.filter((finding) => finding.outcome === outcome)} />
  ));
}

function Part({ outcome, findings }: { outcome: FindingOutcome; findings: readonly PackageFinding[] }) {
  const { both, number } = useLanguage();
  if (findings.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby={`replay-${outcome}`}>
      <h2 id={`replay-${outcome}`}>
        {both(TITLES[outcome])} <span className="quiet">({number(findings.length, 0)})</span>
      </h2>
      <ul className="replay-findings">
        {findings.map(({ code, path, text }) => (
          <li key={`${code} ${path} ${text.en}`}>
            <span className={`tag ${FINDING_LOOKS[outcome]}`}>{both(OUTCOME_WORDS[outcome])}</span>
            <div>
              <p>{both(text)}</p>
              <Place code={code} path={path} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ code, path }: { code: string; path: string }) {
  const { say } = useLanguage();
  return (
    <p className="small quiet">
      {say("자리", "Place")}: {path === "" ? say("전체", "the whole") : <code className="replay-hash">{path}</code>} · <code>{code}</code>
    </p>
  );
}
