// The token that every call carries: fetched with the session's cookie, good for minutes.

let token = "";
let until = 0;
let coming: Promise<string> | undefined;

/** The token; "" for somebody who has not signed in. Throws where the server does not say which. */
export function bearer(): Promise<string> {
  if (Date.now() < until) return Promise.resolve(token);
  coming ??= fetched().finally(() => {
    coming = undefined;
  });
  return coming;
}

/** A token lives ten minutes; it is fetched anew well before. */
const GOOD_MS = 4 * 60_000;

let told: () => void = () => {};

/** Told when a session that was there is gone: it has run out, or ended elsewhere. */
export function whenSignedOut(tell: () => void): void {
  told = tell;
}

async function fetched(): Promise<string> {
  const response = await fetch("/auth/token");
  // Read in either case: what nobody reads keeps its connection.
  const answer = (await response.json().catch(() => ({}))) as { token?: string };
  if (response.status === 401) {
    const was = token !== "";
    forgetToken();
    if (was) told();
    return "";
  }
  if (!response.ok || answer.token === undefined) throw new Error(`no token: ${response.status}`);
  token = answer.token;
  until = Date.now() + GOOD_MS;
  return token;
}

export function forgetToken(): void {
  token = "";
  until = 0;
}
