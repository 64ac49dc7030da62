// What is nobody's bug: a database, a disk, a store of bytes or a device of keys that does not do its part.
import type { Problem } from "../base/problem.ts";
import { credentialProblem } from "../model/problems/credential.ts";
import { faultOf } from "../store/database.ts";
import { KeysUnreachable } from "./key-keeper.ts";

/** The Problem of an error; undefined for a bug. */
export const faultIn = (error: unknown): Problem | undefined =>
  error instanceof KeysUnreachable ? credentialProblem("SIGNING_KEY_UNREADABLE") : faultOf(error);
