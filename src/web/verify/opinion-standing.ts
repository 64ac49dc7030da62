// How an opinion stands: drafted, in force, or released once and ended since.
import type { Verification } from "../../model/verification.ts";

type Standing = "none" | "draft" | "released" | "ended";

/** Law: an opinion that was withdrawn, lapsed or superseded after its release was an opinion, and is in force no more. */
export function standingOf({ state, moves, opinion }: Verification): Standing {
  if (opinion === undefined) return "none";
  if (state === "released") return "released";
  return moves.some(({ act }) => act === "release") ? "ended" : "draft";
}
