// A PDF as it looks, page by page, drawn into canvases: nothing in it is run.
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useLanguage } from "../language.tsx";
import { Button } from "../parts/button.tsx";
import { Loading } from "../parts/states.tsx";
import { PdfFiles } from "./pdf-files.ts";
import "./evidence.css";

GlobalWorkerOptions.workerSrc = workerUrl;

/** `size` is that of the first page, in points: what a page takes before it is drawn. */
type Open = { document: PDFDocumentProxy; size: { width: number; height: number } };
type Opened = Open | { fault: string } | undefined;

async function opening(task: { promise: Promise<PDFDocumentProxy> }): Promise<Open> {
  const document = await task.promise;
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  return { document, size: { width, height } };
}

/** The document of the bytes; opened anew when other bytes come, and let go of with the page. */
function useDocument(bytes: Uint8Array): Opened {
  const [opened, setOpened] = useState<Opened>(undefined);
  useEffect(() => {
    let gone = false;
    setOpened(undefined);
    const task = getDocument({
      // The reader takes the buffer with it to its thread.
      data: bytes.slice(),
      BinaryDataFactory: PdfFiles,
      useWorkerFetch: false,
      useWasm: false,
      isEvalSupported: false,
      cMapUrl: "cmaps/",
      standardFontDataUrl: "fonts/",
    });
    opening(task).then(
      (open) => !gone && setOpened(open),
      (error: unknown) => !gone && setOpened({ fault: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      gone = true;
      void task.destroy();
    };
  }, [bytes]);
  return opened;
}

/** Pixels beside the pages. */
const SIDES = 28;
const LARGEST_FIRST = 1.25;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;

/** `page` is the page to go to and to mark, from 1. */
export function PdfView({ bytes, page: marked, title }: { bytes: Uint8Array; page?: number | undefined; title?: string | undefined }) {
  const { say } = useLanguage();
  const opened = useDocument(bytes);
  if (opened === undefined) return <Loading what={say("PDF를 여는 중…", "Opening the PDF…")} />;
  if ("fault" in opened)
    return (
      <p className="refused" role="alert">
        {say(
          `PDF를 그릴 수 없습니다(${opened.fault}). 내려받아 다른 프로그램으로 여십시오.`,
          `The PDF cannot be drawn (${opened.fault}). Download it and open it with another program.`,
        )}
      </p>
    );
  return <Pages open={opened} marked={marked} title={title ?? "PDF"} />;
}

function Pages({ open, marked, title }: { open: Open; marked: number | undefined; title: string }) {
  const { say, percent } = useLanguage();
  const [zoom, setZoom] = useState(2);
  const frame = useRef<HTMLElement>(null);
  const { width } = open.size;
  useLayoutEffect(() => {
    // At first the whole width of a page is seen, and none is larger than its paper by much.
    const room = (frame.current?.clientWidth ?? width) - SIDES;
    setZoom(
      Math.max(
        0,
        ZOOMS.findLastIndex((scale) => scale <= LARGEST_FIRST && scale * width <= room),
      ),
    );
  }, [width]);
  const count = open.document.numPages;
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  const scale = ZOOMS[zoom] ?? 1;
  const go = useCallback((number: number): void => {
    const page = frame.current?.querySelector<HTMLElement>(`[data-page="${number}"]`);
    if (frame.current && page) frame.current.scrollTop += page.getBoundingClientRect().top - frame.current.getBoundingClientRect().top;
  }, []);
  useEffect(() => {
    if (marked !== undefined) go(marked);
  }, [marked, go]);
  return (
    <div className="evidence-pdf stack">
      <div className="row no-print">
        <label className="row">
          {say("쪽", "Page")}
          <select defaultValue={marked ?? 1} onChange={(event) => go(Number(event.target.value))}>
            {numbers.map((number) => (
              <option key={number} value={number}>
                {say(`${number}쪽`, `${number}`)} / {count}
              </option>
            ))}
          </select>
        </label>
        <Button slim aria-label={say("작게", "Smaller")} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          −
        </Button>
        <span className="number">{percent(scale, 0)}</span>
        <Button slim aria-label={say("크게", "Larger")} disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)}>
          +
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="evidence-pages" aria-label={title} ref={frame} tabIndex={0}>
        {numbers.map((number) => (
          <Page key={number} open={open} number={number} scale={scale} frame={frame} marked={number === marked} />
        ))}
      </section>
    </div>
  );
}

type PageProps = { open: Open; number: number; scale: number; frame: RefObject<HTMLElement | null>; marked: boolean };

/** One page: drawn when it comes near to being seen. */
function Page({ open: { document, size }, number, scale, frame, marked }: PageProps) {
  const { say } = useLanguage();
  const place = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(marked || number === 1);
  const [text, setText] = useState("");
  useEffect(() => {
    const { current } = place;
    if (current === null || near) return;
    const observer = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && setNear(true), {
      root: frame.current,
      rootMargin: "400px",
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [near, frame]);
  useEffect(() => {
    const { current } = canvas;
    if (!near || current === null) return;
    return drawn(document, number, { canvas: current, scale, tell: setText });
  }, [document, number, near, scale]);
  return (
    <figure className={marked ? "evidence-sheet marked" : "evidence-sheet"} data-page={number} ref={place}>
      <figcaption className="small">
        {say(`${number}쪽`, `Page ${number}`)} {marked && <strong>◀ {say("가리킨 쪽", "the page that is cited")}</strong>}
      </figcaption>
      <canvas
        ref={canvas}
        role="img"
        aria-label={say(`${number}쪽 그림`, `picture of page ${number}`)}
        style={{ width: size.width * scale, height: size.height * scale }}
      />
      <p className="only-spoken">{text}</p>
    </figure>
  );
}

/** Characters of a page that are read aloud. */
const MOST_SPOKEN = 5000;

type Drawing = { canvas: HTMLCanvasElement; scale: number; tell(text: string): void };

/** Draws a page; answers how to stop. */
function drawn(document: PDFDocumentProxy, number: number, { canvas, scale, tell }: Drawing): () => void {
  let stop: (() => void) | undefined;
  let gone = false;
  const draw = async (): Promise<void> => {
    const page: PDFPageProxy = await document.getPage(number);
    if (gone) return;
    const sharp = Math.min(2, window.devicePixelRatio || 1);
    const viewport = page.getViewport({ scale: scale * sharp });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.width = `${Math.floor(viewport.width / sharp)}px`;
    canvas.style.height = `${Math.floor(viewport.height / sharp)}px`;
    const task = page.render({ canvas, viewport });
    stop = () => task.cancel();
    await task.promise;
    const { items } = await page.getTextContent();
    if (!gone)
      tell(
        items
          .map((item) => ("str" in item ? item.str : ""))
          .join(" ")
          .slice(0, MOST_SPOKEN),
      );
  };
  // A drawing that was cancelled, or a document that was closed meanwhile, has nobody left to tell.
  draw().catch(() => {});
  return () => {
    gone = true;
    stop?.();
  };
}
