// What several tests of pages do: wait for something to hold, and come again as somebody who has signed in before.
import assert from "node:assert/strict";
import type { BrowserContext } from "playwright-core";
import type { Pages, Visit } from "./pages.ts";

/** Waits until it holds. The CSP lets no test evaluate inside of the page while it waits. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("waited for too long");
}

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** Visits of people who sign in through the page once, and then come with their cookie: tries to sign in are counted. */
export function comers(pages: Pages): (email: string, options?: Parameters<Pages["visit"]>[0], password?: string) => Promise<Visit> {
  const known = new Map<string, Cookies>();
  return async (email, options, password) => {
    const cookies = known.get(email);
    if (cookies === undefined) {
      const visit = await pages.signedIn(email, options, password);
      known.set(email, await visit.context.cookies());
      return visit;
    }
    const visit = await pages.visit(options);
    await visit.context.addCookies(cookies);
    return visit;
  };
}
