// Heads of audit trails go into the log, so that no operator can rewrite a trail alone.
import { unloggedHeads } from "../store/across.ts";
import { setAuditLogged } from "../store/audit.ts";
import { inTransaction } from "../store/database.ts";
import { entryOf, logLater } from "./log-entry.ts";
import type { Hands } from "./scene.ts";

const HOUR_MS = 3_600_000;
const MOST = 500;

/** Law: the head of a trail that has moved is logged, at most once an hour for an organisation. */
export async function logAuditHeads({ db, now }: Pick<Hands, "db" | "now">): Promise<void> {
  const at = now();
  for (;;) {
    const heads = await unloggedHeads(db, { before: new Date(at.getTime() - HOUR_MS), most: MOST });
    await inTransaction(db, async (trx) => {
      for (const { org, seq, hash, secret } of heads) {
        await logLater(trx, entryOf(secret, { type: "auditHead", sha256: hash }, at));
        await setAuditLogged(trx, org, { seq, at });
      }
    });
    if (heads.length < MOST) return;
  }
}
