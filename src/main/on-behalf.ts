// What an operator does for those who ask by letter: hand out all that an organisation owns, erase a person. Both leave a line in the trail.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportedFiles } from "../acts/export.ts";
import { erased } from "../acts/people.ts";
import { type Directory, missing, stopped } from "../acts/scene.ts";
import type { BothLanguages, Outcome } from "../base/problem.ts";
import { zipOf } from "../formats/archive.ts";
import { uuid } from "../model/api/act.ts";
import { operateProblem } from "../model/problems/operate.ts";
import { fileMail } from "../server/mail.ts";
import { type SignOn, signOn } from "../server/sign-on.ts";
import { appendAudit } from "../store/audit.ts";
import { type Db, inTransaction } from "../store/database.ts";
import { organisation } from "../store/organisations.ts";
import { secretFile } from "./keys.ts";
import type { Settings } from "./settings.ts";
import { blobsOf, visitStore } from "./stores.ts";

const OPERATOR = "operator";

type Room = { db: Db; people: SignOn; directory: Directory };

/** Beside a server that runs, or without one. Problems: those of visitStore. */
async function within(settings: Settings, work: (room: Room) => Promise<Outcome<BothLanguages>>): Promise<Outcome<BothLanguages>> {
  const visited = await visitStore(settings);
  if (visited.value === undefined) return visited;
  const { database, embedded } = visited.value;
  try {
    const people = await signOn({
      database: database.db,
      baseUrl: settings.baseUrl,
      secret: secretFile(settings.data, "sign-on"),
      mail: fileMail(join(settings.data, "mail.txt")),
      openSignUp: false,
      invited: async () => false,
      log: () => {},
    });
    const directory = { people: (ids: readonly string[]) => people.people(ids), erase: (id: string) => people.erasePerson(id) };
    return await work({ db: database.db, people, directory });
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

/** All that the organisation owns, as a ZIP archive. Problems: NOT_FOUND, those of visitStore. */
export function exportFor(settings: Settings, org: string, out: string | undefined): Promise<Outcome<BothLanguages>> {
  return within(settings, async ({ db, directory }) => {
    if (!uuid.safeParse(org).success || (await organisation(db, org)) === undefined) return stopped(missing(org));
    const files = await exportedFiles({ db, blobs: blobsOf(settings), directory }, org);
    const path = out ?? `sandan-export-${org}.zip`;
    writeFileSync(path, zipOf(files), { flag: "wx", mode: 0o600 });
    const event = { at: new Date(), actor: OPERATOR, act: "exportOrganisation", subject: "", outcome: "done" };
    await inTransaction(db, async (trx) => void (await appendAudit(trx, org, [event])));
    return { value: { ko: `내보냈습니다: ${path}`, en: `exported: ${path}` }, problems: [] };
  });
}

/** The person of an address, as they could do by themselves. Problems: PERSON_UNKNOWN, STILL_OWNER, those of visitStore. */
export function eraseFor(settings: Settings, email: string): Promise<Outcome<BothLanguages>> {
  return within(settings, async ({ db, people, directory }) => {
    const person = await people.personOfAddress(email);
    if (person === undefined) return { value: undefined, problems: [operateProblem("PERSON_UNKNOWN", { params: { email } })] };
    const { value, problems } = await inTransaction(db, (trx) =>
      erased({ db: trx, directory, now: () => new Date() }, { person: person.id, email: person.email, by: OPERATOR }),
    );
    if (value === undefined) return { value: undefined, problems };
    return { value: { ko: "개인정보를 지웠습니다.", en: "The person's data were erased." }, problems };
  });
}
