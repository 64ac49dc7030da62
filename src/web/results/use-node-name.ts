// The name of a row of a grouping, in the language of the page.
import type { ShareGroup } from "../../model/insight.ts";
import { useLanguage } from "../language.tsx";
import type { Grouping } from "./choice.ts";
import type { Heading } from "./shares.ts";
import { GROUP_WORDS, restWord } from "./words.ts";

export function useNodeName(by: Grouping): (heading: Heading) => string {
  const { both } = useLanguage();
  return ({ of, id, name }) => {
    if (of === "rest") return both(restWord(by));
    if (of === "group") return both(GROUP_WORDS[id as ShareGroup]);
    return name === "" ? id : name;
  };
}
