// The addresses that the log calls: those that the operator named, and no other; bounded, timed, and never sent elsewhere.
import type { LogNetwork } from "../acts/log-hands.ts";

const WAIT_MS = 5000;
const MOST_ANSWER = 64 * 1024;

/** The body of an answer; what is longer than it may be is given up. */
async function bounded({ body }: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most) throw new Error(`more than ${most} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Law: an answer in time, from that very address, and no longer than it may be; anything else is no answer. `tell` hears why. */
export function logNetwork(tell: (line: string) => void, waitMs = WAIT_MS): LogNetwork {
  const asked = async <T>(url: string, init: RequestInit, read: (answer: Response) => Promise<T | undefined>): Promise<T | undefined> => {
    try {
      const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(waitMs) });
      if (answer.type === "opaqueredirect" || (answer.status >= 300 && answer.status < 400))
        throw new Error(`${answer.status}, which leads elsewhere`);
      return await read(answer);
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { code?: unknown } };
      tell(`${url}: ${typeof cause?.code === "string" ? cause.code : message}`);
      return undefined;
    }
  };
  return {
    get: (url, most) =>
      asked(url, {}, async (answer) => {
        const bytes = await bounded(answer, most);
        return answer.ok ? bytes : undefined;
      }),
    post: (url, body) =>
      asked(url, { method: "POST", body, headers: { "content-type": "text/plain; charset=utf-8" } }, async (answer) => {
        const bytes = await bounded(answer, MOST_ANSWER);
        return { status: answer.status, body: new TextDecoder().decode(bytes) };
      }),
  };
}
