// The results as a table: the same bytes that are downloaded.
import { useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Shown } from "../parts/states.tsx";
import { csvRows } from "./csv-read.ts";
import { Downloads, useRendering } from "./rendering.tsx";
import type { ReportOf } from "./report-list.ts";

const PAGE = 100;

export function CsvReport({ of }: { of: ReportOf }) {
  const query = useRendering({ ...of, as: "csv" });
  return (
    <>
      <Downloads of={of} files={[{ label: "CSV", as: "csv" }]} />
      <Shown query={query}>{({ bytes }) => <Table rows={csvRows(new TextDecoder().decode(bytes))} />}</Shown>
    </>
  );
}

const isNumber = (text: string): boolean => /^-?\d[\d.eE+-]*$/.test(text);

function Table({ rows }: { rows: readonly (readonly string[])[] }) {
  const { say } = useLanguage();
  const [most, setMost] = useState(PAGE);
  const [head = [], ...body] = rows;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="scroll reports-table" tabIndex={0} aria-label={say("표 미리보기", "Preview of the table")}>
        <table className="plain">
          <thead>
            <tr>
              {head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.slice(0, most).map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no name of their own and their order stays.
              <tr key={i}>
                {row.map((text, j) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells stand in the order of the columns.
                  <td key={j} className={isNumber(text) ? "number" : undefined}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {body.length > most && (
        <div>
          <Button onClick={() => setMost(most + PAGE)}>
            {say(`더 보기 (${body.length - most}줄)`, `More (${body.length - most} lines)`)}
          </Button>
        </div>
      )}
    </>
  );
}
