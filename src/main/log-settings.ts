// Whom the log asks and watches, as the operator names them: "vkey address" pairs, apart by commas.
import type { AskedWitness, WatchedLog } from "../acts/log-hands.ts";
import { COSIGNATURE, type NoteKey, readKey, SIGNATURE } from "../trust/log/note.ts";

export type LogSettings = { witnesses: AskedWitness[]; watched: WatchedLog[]; quorum: number };

const NEAR = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Law: what leaves this machine goes by HTTPS. Without a slash at the end; undefined where it is no such address. */
function addressOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isSafe = protocol === "https:" || (protocol === "http:" && NEAR.test(hostname));
  return isSafe && search === "" && hash === "" && username === "" ? text.replace(/\/+$/, "") : undefined;
}

type Named = { key: NoteKey; url: string };

function pairsOf(text: string, type: NoteKey["type"]): Named[] | undefined {
  const pairs = text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => {
      const [vkey = "", address = "", more] = one.split(/\s+/);
      const [key, url] = [readKey(vkey), addressOf(address)];
      return key === undefined || key.type !== type || url === undefined || more !== undefined ? undefined : { key, url };
    });
  return pairs.every((pair) => pair !== undefined) ? pairs : undefined;
}

/** The settings, or what is wrong with them: a list that is half understood names nobody. */
export function readLogSettings(given: { witnesses: string; watched: string; quorum: string }): LogSettings | string[] {
  const wrong: string[] = [];
  const witnesses = pairsOf(given.witnesses, COSIGNATURE);
  const watched = pairsOf(given.watched, SIGNATURE);
  if (witnesses === undefined) wrong.push("LOG_WITNESSES: NAME+ID+KEY https://..., ...");
  if (watched === undefined) wrong.push("LOG_WATCHED: NAME+ID+KEY https://..., ...");
  const names = [...(witnesses ?? []), ...(watched ?? [])].map(({ key }) => key.name);
  if (new Set(names).size !== names.length) wrong.push("LOG_WITNESSES, LOG_WATCHED: one line for each name");
  const most = witnesses?.length ?? 0;
  const quorum = given.quorum === "" ? most : /^\d{1,3}$/.test(given.quorum) ? Number(given.quorum) : Number.NaN;
  if (!(quorum >= 0 && quorum <= most)) wrong.push(`LOG_QUORUM=${given.quorum}: 0-${most}`);
  if (wrong.length > 0) return wrong;
  return {
    witnesses: witnesses ?? [],
    watched: (watched ?? []).map(({ key, url }) => ({ log: { origin: key.name, keys: [key] }, url })),
    quorum,
  };
}
