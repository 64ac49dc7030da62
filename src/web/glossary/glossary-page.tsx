// The glossary: words to think in, then every label that forms and reports use, searchable in both languages at once.
import { useSearchParams } from "react-router";
import type { BothLanguages } from "../../base/problem.ts";
import { wordGroups } from "../../model/words.ts";
import { useLanguage } from "../language.tsx";
import { TextField } from "../parts/field.tsx";
import { Empty, PageHead } from "../parts/states.tsx";
import "./glossary.css";
import { TERMS } from "./terms.ts";

type Entry = { key: string; name: BothLanguages; symbol?: string; meaning?: BothLanguages };
type Group = { id: string; title: BothLanguages; entries: Entry[] };

const GROUPS: readonly Group[] = [
  {
    id: "terms",
    title: { ko: "기본 용어", en: "Words to think in" },
    entries: TERMS.map(({ name, meaning }) => ({ key: name.en, name, meaning })),
  },
  ...wordGroups().map(({ title, words }) => ({
    id: title.en.replaceAll(/[^A-Za-z]+/g, "-").toLowerCase(),
    title,
    entries: words.map(([key, { ko, en, symbol, help }]) => ({
      key,
      name: { ko, en },
      ...(symbol !== undefined && { symbol }),
      ...(help !== undefined && { meaning: help }),
    })),
  })),
];

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Every part of what is asked for stands somewhere in the entry, whichever language it is of. */
function fits({ name, symbol = "", meaning }: Entry, search: string): boolean {
  const text = fold([name.ko, name.en, symbol, meaning?.ko ?? "", meaning?.en ?? ""].join(" "));
  return fold(search)
    .split(/\s+/)
    .every((part) => text.includes(part));
}

export function GlossaryPage() {
  const { say, both } = useLanguage();
  const [params, setParams] = useSearchParams();
  const search = params.get("search") ?? "";
  const groups = GROUPS.map((group) => ({ ...group, entries: group.entries.filter((entry) => fits(entry, search)) })).filter(
    ({ entries }) => entries.length > 0,
  );
  const count = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <div className="glossary">
      <PageHead
        title={say("용어집", "Glossary")}
        lead={say("화면과 보고서에 나오는 말을 두 언어로 찾습니다.", "The words of pages and reports, in both languages.")}
      />
      <div className="stack">
        <TextField
          label={say("찾기", "Search")}
          help={say("한글, 영어, 기호. 예: 전구물질, precursor, SEE", "Korean, English or a symbol, such as precursor, 전구물질, SEE.")}
          type="search"
          value={search}
          onChange={(event) => setParams(event.target.value === "" ? {} : { search: event.target.value }, { replace: true })}
        />
        <p className="small quiet" role="status">
          {say(`${count}개`, `${count} words`)}
        </p>
        {count === 0 && <Empty title={say("찾는 말이 없습니다", "No such word")} />}
        {groups.map(({ id, title, entries }) => (
          <section key={id} className="card" aria-labelledby={`glossary-${id}`}>
            <h2 id={`glossary-${id}`}>{both(title)}</h2>
            <dl className="glossary-list">
              {entries.map((entry) => (
                <EntryView key={entry.key} entry={entry} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}

function EntryView({ entry: { name, symbol, meaning } }: { entry: Entry }) {
  const { lang, both } = useLanguage();
  const other = lang === "ko" ? "en" : "ko";
  return (
    <div className="glossary-entry">
      <dt>
        {both(name)} {symbol !== undefined && <code>{symbol}</code>}
        <span className="quiet small glossary-other" lang={other}>
          {name[other]}
        </span>
      </dt>
      {meaning !== undefined && <dd>{both(meaning)}</dd>}
    </div>
  );
}
