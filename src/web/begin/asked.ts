// What the page asks with: country, code, route, year, tonnes and price, kept in the address.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { ROUTES, type Route } from "../../model/vocabulary.ts";
import { readAmount } from "./answer.ts";

export type Asked = {
  country: string;
  cn: string;
  route: Route | undefined;
  year: number;
  /** As typed; what cannot be read is undefined below. */
  tonnesText: string;
  priceText: string;
  /** False until a price was given, or taken away. */
  priceAsked: boolean;
  tonnes: number | undefined;
  price: number | undefined;
  period: string;
};

const FIRST_YEAR = 2026;
const yearNow = (): number => Math.max(FIRST_YEAR, new Date().getFullYear());

/** The address's question, held here too: what is typed shows at once, and the address follows. */
function useHeld(): [URLSearchParams, (change: Record<string, string | undefined>) => void] {
  const [params, setParams] = useSearchParams();
  const [held, setHeld] = useState(params);
  const now = useRef(held);
  const seen = useRef(params.toString());
  const sent = useRef(new Set<string>());
  useEffect(() => {
    seen.current = params.toString();
    // An address that was not sent from here is one that somebody has gone to.
    if (sent.current.delete(params.toString())) return;
    now.current = params;
    setHeld(params);
  }, [params]);
  const change = useCallback(
    (changed: Record<string, string | undefined>) => {
      const next = new URLSearchParams(now.current);
      for (const [name, value] of Object.entries(changed))
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      now.current = next;
      if (next.toString() !== seen.current) sent.current.add(next.toString());
      setHeld(next);
      setParams(next, { replace: true, preventScrollReset: true });
    },
    [setParams],
  );
  return [held, change];
}

/** The question that the address asks; a change replaces it. */
export function useAsked(): [Asked, (change: Record<string, string | undefined>) => void] {
  const [params, change] = useHeld();
  const asked = useMemo((): Asked => {
    const get = (name: string, otherwise = ""): string => params.get(name) ?? otherwise;
    const route = get("route");
    const positive = (text: string): number | undefined => {
      const value = readAmount(text);
      return value !== undefined && value > 0 ? value : undefined;
    };
    const [tonnesText, priceText] = [get("tonnes", "100"), get("price")];
    const year = Number(get("year"));
    return {
      country: get("country", "KR"),
      cn: get("cn"),
      route: (ROUTES as readonly string[]).includes(route) ? (route as Route) : undefined,
      year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : yearNow(),
      tonnesText,
      priceText,
      priceAsked: params.has("price"),
      tonnes: positive(tonnesText),
      price: positive(priceText),
      period: get("period"),
    };
  }, [params]);
  return [asked, change];
}
