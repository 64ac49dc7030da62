// The choice of the address, and how it is changed. What is a way somewhere (a number, a good) goes into the browser's history; what is a setting replaces.
import { useEffect, useMemo, useRef } from "react";
import { useSearchParams } from "react-router";
import type { Measure } from "../../model/statement.ts";
import { addressWith, type Choice, choiceOf, type Grouping, type Pick, pickText } from "./choice.ts";

export type Choosing = Choice & {
  chooseGood(good: string): void;
  chooseMeasure(measure: Measure): void;
  groupBy(by: Grouping): void;
  /** Picks out, or lets go what is picked out already. */
  togglePick(pick: Pick): void;
  letGo(): void;
  setPrice(price: number | undefined): void;
  /** Opens a number, as the first one. */
  open(step: string): void;
  /** Goes from the number in sight to one of its terms. */
  deeper(step: string): void;
  /** Back to the number at this place of the trail. */
  backTo(index: number): void;
  close(): void;
  openPlace(index: number | undefined): void;
};

export function useChoice(): Choosing {
  const [params, setParams] = useSearchParams();
  const opener = useRef<HTMLElement>(null);
  const isOpen = params.has("step");
  // However a number was closed (the back button too), the focus goes back to where it was opened.
  useEffect(() => {
    if (!isOpen) return;
    return () => void setTimeout(() => opener.current?.focus());
  }, [isOpen]);
  return useMemo(() => {
    const choice = choiceOf(params);
    const set = (changes: Readonly<Record<string, readonly string[]>>, { replace = false } = {}): void =>
      setParams((now) => addressWith(now, changes), { replace, preventScrollReset: true });
    const same = (pick: Pick): boolean => choice.pick !== undefined && pickText(choice.pick) === pickText(pick);
    return {
      ...choice,
      chooseGood: (good) => set({ good: [good] }),
      chooseMeasure: (measure) => set({ measure: [measure] }, { replace: true }),
      groupBy: (by) => set({ by: [by] }, { replace: true }),
      togglePick: (pick) => set({ pick: same(pick) ? [] : [pickText(pick)] }),
      letGo: () => set({ pick: [] }),
      setPrice: (price) => set({ price: price === undefined ? [] : [String(price)] }, { replace: true }),
      open: (step) => {
        opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
        set({ step: [step], place: [] });
      },
      deeper: (step) => set({ step: [...choice.steps, step], place: [] }),
      backTo: (index) => set({ step: choice.steps.slice(0, index + 1), place: [] }),
      close: () => set({ step: [], place: [] }),
      openPlace: (index) => set({ place: index === undefined ? [] : [String(index)] }, { replace: true }),
    };
  }, [params, setParams]);
}
