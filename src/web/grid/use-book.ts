// The table as a workbook: handed out, and taken in as rows in hand; nothing is saved by it.
import { useState } from "react";
import type { Problem } from "../../base/problem.ts";
import type { Row } from "../../model/grid/row.ts";
import type { TableName } from "../../model/grid/table.ts";
import { ask, Refused, saveFile } from "../call.ts";
import { useLanguage } from "../language.tsx";

type Given = { place: { org: string; period: string }; table: TableName; onRows(rows: readonly Row[]): void };

export type Book = {
  loading: boolean;
  reading: boolean;
  refused: Refused | undefined;
  /** What was said of the file that was read last; what is wrong in cells stands at the cells. */
  told: { rows: number; problems: readonly Problem[] } | undefined;
  download(): void;
  upload(file: File): void;
};

export function useBook({ place, table, onRows }: Given): Book {
  const { lang } = useLanguage();
  const [busy, setBusy] = useState<"loading" | "reading" | undefined>(undefined);
  const [refused, setRefused] = useState<Refused | undefined>(undefined);
  const [told, setTold] = useState<Book["told"]>(undefined);
  const doing = async (what: "loading" | "reading", run: () => Promise<void>): Promise<void> => {
    setBusy(what);
    setRefused(undefined);
    setTold(undefined);
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setRefused(error);
    } finally {
      setBusy(undefined);
    }
  };
  return {
    loading: busy === "loading",
    reading: busy === "reading",
    refused,
    told,
    download: () => void doing("loading", async () => saveFile(await ask("readGridBook", { ...place, table, lang }))),
    upload: (file) =>
      void doing("reading", async () => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const { rows, problems } = await ask("parseGridBook", { ...place, table, bytes });
        onRows(rows);
        setTold({ rows: rows.length, problems: problems.filter(({ severity }) => severity !== "error") });
      }),
  };
}
