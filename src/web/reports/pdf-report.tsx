// The calculation report: its pages as the PDF has them; the workbook has the same content.
import { lazy, Suspense } from "react";
import { useLanguage } from "../language.tsx";
import { Loading, Progress, Shown } from "../parts/states.tsx";
import { Downloads, useRendering } from "./rendering.tsx";
import type { ReportOf } from "./report-list.ts";

const PdfView = lazy(async () => ({ default: (await import("../evidence/pdf-view.tsx")).PdfView }));

export function PdfReport({ of }: { of: ReportOf }) {
  const { say } = useLanguage();
  return (
    <>
      <Downloads
        of={of}
        files={[
          { label: "PDF", as: "pdf" },
          { label: say("엑셀", "Excel"), as: "xlsx" },
        ]}
      />
      <PdfPages of={of} as="pdf" title={say("산정 보고서 미리보기", "Preview of the calculation report")} />
    </>
  );
}

type PdfPagesProps = { of: ReportOf; as: "pdf" | "operator-report" | "summary" | "addendum"; title: string };

/** The pages of a rendering. */
export function PdfPages({ of, as, title }: PdfPagesProps) {
  const { say } = useLanguage();
  const query = useRendering({ ...of, as, format: "pdf" });
  if (query.isPending) return <Progress label={say("PDF를 만드는 중…", "Making the PDF…")} />;
  return (
    <Shown query={query}>
      {({ bytes }) => (
        <Suspense fallback={<Loading />}>
          <PdfView bytes={bytes} title={title} />
        </Suspense>
      )}
    </Shown>
  );
}
