// Handing in a file: with progress, and with a way to stop.
import type { Answer } from "../../model/api.ts";
import { specOf } from "../../model/api.ts";
import { Refused, unreached } from "../call.ts";
import { bearer } from "../token.ts";

type Upload = { org: string; file: File; lang: "ko" | "en"; signal: AbortSignal; onShare(share: number): void };

/** Uploads evidence; throws Refused, and an AbortError where it was stopped. */
export async function upload({ org, file, lang, signal, onShare }: Upload): Promise<Answer<"uploadEvidence">> {
  const token = await bearer();
  signal.throwIfAborted();
  const { method, path } = specOf("uploadEvidence");
  // A name may be longer than is kept; its ending tells people most.
  const name = file.name.slice(-200).trim() || "file";
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, `${path.replace("{org}", org)}?name=${encodeURIComponent(name.toWellFormed())}`);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept-language", lang);
    request.upload.addEventListener("progress", ({ loaded, total }) => total > 0 && onShare(loaded / total));
    request.addEventListener("load", () => {
      const answer = parsed(request.responseText);
      if (request.status < 300) return resolve(answer as Answer<"uploadEvidence">);
      const { code = "", title = "", problems = [] } = answer as Partial<Refused> & { title?: string };
      reject(new Refused({ status: request.status, code, title, problems }));
    });
    request.addEventListener("error", () => reject(unreached()));
    request.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}
