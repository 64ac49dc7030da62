// The way to a record, at the field: a link where there is a page that it is entered on, else its name alone.
import type { ReactNode } from "react";
import { Link } from "react-router";
import { wayTo } from "../problems/place-of-record.ts";
import { useResults } from "./source.tsx";

export function RecordLink({ record, field = "", children }: { record: string; field?: string; children: ReactNode }) {
  const {
    source: { org, period },
  } = useResults();
  const way = period === "" ? undefined : wayTo(org, period, { record, field });
  return way === undefined ? <strong>{children}</strong> : <Link to={way}>{children}</Link>;
}
