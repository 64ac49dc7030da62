// The Worker that verifies, from when the page opens: its program is there before a file is, so that nothing is asked for afterwards.
import { useEffect, useState } from "react";
import type { ReplayAsked, ReplayTold } from "../../model/replay.ts";
import type { DroppedFile } from "./dropped.ts";

/** A crash is the browser's lack of memory, or a bug. */
export type ReplayState = "idle" | "busy" | "crashed" | ReplayTold;

const bytesOf = (files: readonly DroppedFile[], kind: DroppedFile["kind"]): Uint8Array[] =>
  files.filter((file) => file.kind === kind).map(({ bytes }) => bytes);

function askedOf(files: readonly DroppedFile[]): ReplayAsked | undefined {
  const [sealed] = bytesOf(files, "sealed");
  const [trust] = bytesOf(files, "trust");
  return sealed && { sealed, trust, lists: bytesOf(files, "lists"), now: Date.now() };
}

class Verifier {
  private readonly tell: (state: ReplayState) => void;
  private worker: Worker | undefined;
  private busy = false;

  constructor(tell: (state: ReplayState) => void) {
    this.tell = tell;
    this.worker = this.started();
  }

  private started(): Worker {
    const worker = new Worker(new URL("../replay-worker.ts", import.meta.url), { type: "module" });
    const ended = (state: ReplayState): void => {
      this.busy = false;
      this.tell(state);
    };
    worker.onmessage = ({ data }: MessageEvent<ReplayTold>) => ended(data);
    worker.onerror = () => {
      this.stop();
      ended("crashed");
    };
    return worker;
  }

  /** Begins anew with these files; what was under way is broken off. */
  verify(files: readonly DroppedFile[]): void {
    if (this.busy) this.stop();
    const asked = askedOf(files);
    this.busy = asked !== undefined;
    this.tell(this.busy ? "busy" : "idle");
    if (asked === undefined) return;
    this.worker ??= this.started();
    this.worker.postMessage(asked);
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.busy = false;
  }
}

/** Verifies whenever the files change. */
export function useReplay(files: readonly DroppedFile[]): ReplayState {
  const [state, setState] = useState<ReplayState>("idle");
  const [verifier, setVerifier] = useState<Verifier>();
  useEffect(() => {
    const mine = new Verifier(setState);
    setVerifier(mine);
    return () => mine.stop();
  }, []);
  useEffect(() => verifier?.verify(files), [verifier, files]);
  return state;
}
