// Choosing a country and a good: a search over the server's tables, by code or by words of either language.
import { useEffect, useMemo, useRef, useState } from "react";
import type { ChosenGood } from "../../model/begin.ts";
import { useAct } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { ChoiceBox } from "./choice-box.tsx";

const LISTED = 40;
const WAIT_MS = 200;

/** A code as the customs write it: "7318 15 42". */
export const spaced = (cn: string): string => cn.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1 $2 $3");

/** The good of a code; undefined until it is known. */
export function useGood(cn: string): ChosenGood | undefined {
  const { data } = useAct("listChoices", { search: cn, limit: 1 }, { when: /^\d{8}$/.test(cn) });
  return data?.goods.find((good) => good.cn === cn);
}

export function CountryChoice({ value, onChange }: { value: string; onChange(code: string): void }) {
  const { say, lang } = useLanguage();
  const { data } = useAct("listChoices", { search: "", limit: 1 });
  const [typed, setTyped] = useState<string | undefined>();
  const choices = useMemo(
    () =>
      (data?.countries ?? [])
        .map(({ code, name, exempt }) => ({
          id: code,
          text: `${name[lang]} (${code})`,
          words: `${name.ko} ${name.en} ${code}`.toLowerCase(),
          exempt,
        }))
        .sort((a, b) => (a.text < b.text ? -1 : 1)),
    [data, lang],
  );
  const mine = choices.find(({ id }) => id === value);
  const shown = typed === undefined ? choices : choices.filter(({ words, text }) => fits(`${words} ${text}`, typed));
  return (
    <ChoiceBox
      label={say("만드는 나라", "Country of production")}
      help={say("제품이 만들어진 나라입니다. 예: 대한민국", "Where the good is made, such as South Korea.")}
      choices={shown.map(({ id, text, exempt }) => ({
        id,
        text,
        ...(exempt && { content: `${text} · ${say("CBAM 제외", "outside CBAM")}` }),
      }))}
      chosen={value}
      own={mine?.text ?? ""}
      typed={typed}
      onType={setTyped}
      onChoose={onChange}
    />
  );
}

const fits = (text: string, typed: string): boolean => text.toLowerCase().includes(typed.trim().toLowerCase());

/** `about`: what the list begins with while nothing is typed. */
type GoodChoiceProps = { value: string; onChange(good: ChosenGood): void; label?: string; help?: string; about?: string };

export function GoodChoice({ value, onChange, label, help, about = "" }: GoodChoiceProps) {
  const { say, lang } = useLanguage();
  const [picked, setPicked] = useState<ChosenGood | undefined>();
  const known = useGood(value);
  const mine = picked?.cn === value ? picked : known;
  const [typed, setTyped] = useState<string | undefined>();
  const search = useLater(typed ?? (value === "" ? about : value));
  const { data } = useAct("listChoices", { search: search.slice(0, 100), limit: LISTED });
  // The list of before stays until the next one is there.
  const last = useRef(data);
  if (data !== undefined) last.current = data;
  const { goods, found } = last.current ?? { goods: [], found: 0 };
  const more = found - goods.length;
  return (
    <ChoiceBox
      label={label ?? say("품목(CN 코드)", "Good (CN code)")}
      help={help ?? say("품목 번호나 이름으로 찾습니다. 예: 나사, 7318 15", "By code or name, such as screw or 7318 15.")}
      choices={goods.map((good) => ({ id: good.cn, text: `${spaced(good.cn)} ${good.heading[lang]}`, content: <GoodLine good={good} /> }))}
      chosen={value}
      own={mine === undefined ? spaced(value) : `${spaced(mine.cn)} ${mine.heading[lang]}`}
      typed={typed}
      onType={setTyped}
      onChoose={(cn) => {
        const good = goods.find((one) => one.cn === cn);
        if (good === undefined) return;
        setPicked(good);
        onChange(good);
      }}
      more={more > 0 ? say(`그 밖에 ${more}개: 더 적어 좁히십시오.`, `${more} more: type on to narrow.`) : undefined}
    />
  );
}

function GoodLine({ good }: { good: ChosenGood }) {
  const { both } = useLanguage();
  return (
    <>
      <strong>{spaced(good.cn)}</strong> {both(good.heading)}
      <span className="quiet small choice-box-second" lang="en">
        {good.description}
      </span>
    </>
  );
}

/** A text a little after it was typed, so that not every key asks the server. */
function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return later;
}
