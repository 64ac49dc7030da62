// The rung of the data ladder on which a value stands.
import type { Rung } from "../../model/insight.ts";
import { useLanguage } from "../language.tsx";
import { RUNG_WORDS } from "./words.ts";

export function RungTag({ rung }: { rung: Rung }) {
  const { both } = useLanguage();
  const { means, colour, ...text } = RUNG_WORDS[rung];
  return (
    <span className="tag results-rung" title={both(means)}>
      <span className="results-dot" style={{ background: `var(${colour})` }} aria-hidden="true" />
      {both(text)}
    </span>
  );
}
