// What a page shows while it waits, when there is nothing, and when it may not or cannot.
import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import type { Refused } from "../call.ts";
import { useLanguage } from "../language.tsx";
import { usePrintInLight } from "../results/colours.ts";
import { Button } from "./button.tsx";
import { RefusedNote } from "./problems.tsx";

export function Loading({ what }: { what?: string }) {
  const { say } = useLanguage();
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" /> {what ?? say("불러오는 중…", "Loading…")}
    </p>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A query's three states in one place: waiting, refused with a way to try again, or its value. */
export function Shown<T>({ query, children }: { query: UseQueryResult<T, Refused>; children: (value: T) => ReactNode }) {
  const { say } = useLanguage();
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return (
      <div className="stack">
        <RefusedNote refused={query.error} />
        <div>
          <Button onClick={() => void query.refetch()}>{say("다시 시도", "Try again")}</Button>
        </div>
      </div>
    );
  return <Loading />;
}

/** The head of a page: its one h1, what it is for, and what can be done at once. Also names the browser's tab. */
export function PageHead({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  usePrintInLight();
  useEffect(() => {
    document.title = `${title} · Sandan`;
  }, [title]);
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className="quiet">{lead}</p>}
      </div>
      {children !== undefined && <div className="row no-print">{children}</div>}
    </div>
  );
}

/** Progress of long work, with a way to cancel it. */
export function Progress({ label, share, onCancel }: { label: string; share?: number | undefined; onCancel?: (() => void) | undefined }) {
  const { say, percent } = useLanguage();
  return (
    <div className="progress row" role="status">
      <span>{label}</span>
      <progress aria-label={label} max={1} {...(share !== undefined && { value: share })} />
      {share !== undefined && <span className="number">{percent(share, 0)}</span>}
      {onCancel && (
        <Button slim onClick={onCancel}>
          {say("취소", "Cancel")}
        </Button>
      )}
    </div>
  );
}
