// The sample factory of npm start: an organisation of its own, entered through the same acts as any other, and removable by them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Call, perform } from "../acts/perform.ts";
import { hasSample } from "../store/across.ts";
import { markSample } from "../store/organisations.ts";
import type { House } from "./house.ts";
import { secretFile } from "./keys.ts";
import type { Settings } from "./settings.ts";

export const SAMPLE_EMAIL = "sample@example.com";
const NAME = { company: "시화예시특수강", person: "예시 담당자" };
const SAMPLES = join(import.meta.dirname, "..", "..", "samples");

/** Law: the sample is made once for a data folder; whoever removes it has removed it. Answers the password of its owner while it is there. */
export async function sampleFactory({ hands, signOn }: House, settings: Settings): Promise<string | undefined> {
  const mark = join(settings.data, "sample-made");
  const password = secretFile(settings.data, "sample-password").slice(0, 20);
  if (existsSync(mark)) return (await hasSample(hands.db)) ? password : undefined;
  const made = await signOn.createPerson({ email: SAMPLE_EMAIL, name: NAME.person, password });
  writeFileSync(mark, "");
  if (made.value === undefined) return (await hasSample(hands.db)) ? password : undefined;
  const person = made.value.id;
  const call = async <T>(given: Omit<Call, "credentials">): Promise<T> => {
    const { value, problems } = await perform(hands, { ...given, credentials: { kind: "person", person } });
    if (value === undefined) throw new Error(`the sample factory: ${problems.map(({ text }) => text.en).join("; ")}`);
    return value as T;
  };
  const { id: org } = await call<{ id: string }>({ act: "createOrganisation", body: { name: NAME.company, kind: "plant" } });
  await markSample(hands.db, org);
  const bytes = readFileSync(join(SAMPLES, "sample-factory.json"));
  const { sha256 } = await call<{ sha256: string }>({
    act: "uploadEvidence",
    params: { org },
    query: { name: "sample-factory.json" },
    bytes,
  });
  const site = await call<{ id: string }>({ act: "createInstallation", params: { org }, body: { name: "시화예시특수강" } });
  const body = { installation: site.id, start: "2025-01-01", end: "2025-12-31", title: "2025" };
  const period = await call<{ id: string }>({ act: "createPeriod", params: { org }, body });
  await call({ act: "importCase", params: { org, period: period.id }, body: { evidence: sha256 } });
  await call({ act: "calculateStatement", params: { org, period: period.id }, body: {} });
  return password;
}
