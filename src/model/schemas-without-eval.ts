// Schemas on pages whose policy forbids making code from text.
import { z } from "zod";

/** Schemas are walked through instead of being compiled; without it the policy's refusal would stand in the console. */
export function schemasWithoutEval(): void {
  z.config({ jitless: true });
}
