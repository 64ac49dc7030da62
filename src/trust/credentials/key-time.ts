// Whether a key may still speak: a claimed time proves nothing, a witnessed one does.
import type { Method } from "../did/resolve.ts";
import { failure, type Given, type Verdict } from "./verdict.ts";

/** Law: a signature holds while its key does, and afterwards where a witnessed checkpoint from before the key's end includes it. */
export function checkKeyTime({ ends }: Method, { now, loggedAt }: Given): Verdict {
  const held = (code: "KEY_IN_TIME" | "LOGGED_BEFORE_KEY_END"): Verdict => ({ holds: [{ code, at: "" }], fails: [], unchecked: [] });
  if (now < ends) return held("KEY_IN_TIME");
  return loggedAt !== undefined && loggedAt <= now && loggedAt < ends ? held("LOGGED_BEFORE_KEY_END") : failure("KEY_ENDED");
}
