// Seeds a desk and takes screenshots of its parts.
import { readFileSync } from "node:fs";
const R = "/work/main";
const { pages, settled } = await import(`${R}/test/e2e/pages.ts`);
const { sampleOn } = await import(`${R}/test/e2e/sample.ts`);
const { joined, value, ENGAGEMENT } = await import(`${R}/test/server/household.ts`);
const only = process.argv[2];
const made = await pages();
const { server } = made;
try {
  const s = await sampleOn(server);
  const owner = server.client(await server.token(s.email, s.password));
  const lead = await server.person("lead"); const auditor = await server.person("auditor"); const reviewer = await server.person("reviewer");
  for (const who of [lead, auditor, reviewer]) await joined(server, owner, { org: s.org, who, role: "verifier" });
  // an evidence document for gas
  const ev = value(await owner("uploadEvidence", { org: s.org, name: "gas-bills.csv", bytes: new TextEncoder().encode("월,사용량(t)\n2025-01,290\n2025-02,288\n") }));
  const rec = value(await owner("readRecord", { org: s.org, period: s.period, key: "evidence/gas-bills" }));
  value(await owner("putRecord", { org: s.org, period: s.period, key: "evidence/gas-bills", body: { body: { ...rec.body, sha256: ev.sha256 } } }, { version: rec.version }));
  const st = value(await owner("calculateStatement", { org: s.org, period: s.period, body: {} }));
  const pk = await owner("sealPackage", { org: s.org, statement: st.hash, body: { hold: ["precursors/femn"], evidence: true } });
  if (!pk.ok) console.log(pk);
  const team = [{ person: lead.id, role: "leadAuditor" }, { person: auditor.id, role: "auditor" }, { person: reviewer.id, role: "independentReviewer" }];
  let d = value(await owner("openVerification", { org: s.org, body: { sealing: st.id, ...ENGAGEMENT, team } }));
  const at = { org: s.org, verification: d.id };
  const does = async (client, act, input = {}) => { d = value(await client(act, { ...at, ...input }, { version: d.version })); };
  const go = async (page, path, name, full = true) => { await page.goto(path); await settled(page); await page.waitForTimeout(500); await page.screenshot({ path: `/tmp/shots/verify/${name}.png`, fullPage: full }); };
  const V = `/o/${s.org}/v/${d.id}`;
  const shots = async (visit, tag, parts) => { for (const p of parts) await go(visit.page, p === "list" ? `/o/${s.org}/verifications` : p === "new" ? `/o/${s.org}/verifications/new` : p === "packages" ? `/o/${s.org}/packages` : p === "settings" ? `/o/${s.org}/settings` : `${V}?part=${p}`, `${tag}-${p.replaceAll(/[^a-z]/g, "")}`); if (visit.faults.length) console.log(tag, visit.faults); };
  const other = value(await owner("createOrganisation", { body: { name: "둘째공장", kind: "plant" } }));
  await joined(server, owner, { org: other.id, who: lead, role: "verifier" });
  await does(owner, "submitVerification"); await does(lead.client, "beginVerification");
  await does(lead.client, "drawSample", { body: { wanted: 0.8, random: 3 } });
  const l = await made.signedIn(lead.email, {});
  const stw = value(await owner("readStatement", { org: s.org, statement: st.hash }));
  console.log(stw.records.map((r) => r.id).join(" "));
  console.log(value(await owner("readRisks", at)).risks.map((r) => r.record).join(" "));
  await does(lead.client, "raiseFinding", { body: { kind: "misstatement", material: false, of: ["stream/gas-mill/activity"], effects: [{ good: "bar", see: 0.004 }], causes: [], question: "3월 고지서보다 12 t 적습니다. 고지서를 내고 고쳐 주십시오." } });
  await shots(l, "d", ["sample", "overview"]);
  const ph = await made.signedIn(lead.email, { width: 375, height: 740 });
  await shots(ph, "dphone", ["check&record=streams/gas-mill"]);
} finally { await made.close(); }
