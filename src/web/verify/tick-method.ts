// The way of checking that was used last, for this tab: whoever compares invoices compares many.
import { TICK_METHODS } from "../../model/verification.ts";

export type Method = (typeof TICK_METHODS)[number];

const KEPT = "sandan-tick-method";

export function lastMethod(): Method {
  const kept = sessionStorage.getItem(KEPT);
  return TICK_METHODS.find((one) => one === kept) ?? "comparedWithEvidence";
}

export const keepMethod = (method: Method): void => sessionStorage.setItem(KEPT, method);
