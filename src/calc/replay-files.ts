// A sealed package verified from files that somebody dropped, with nothing but plain JavaScript: what the browser's Worker does.

import { shown } from "../formats/table.ts";
import { visible } from "../formats/visible.ts";
import { type FindingOutcome, type PackageFinding, SIGNED } from "../model/package-findings.ts";
import type { ReplayAsked, ReplayTold, ToldGood, ToldSignature, ToldStatement } from "../model/replay.ts";
import { MEASURES, type Statement } from "../model/statement.ts";
import { word } from "../model/words.ts";
import { nobleVerify } from "../trust/noble.ts";
import { PLACES } from "../trust/package/manifest.ts";
import { type Replay, replayReport, verifyPackage } from "./replay.ts";
import { readLists, readTrust } from "./trust-file.ts";

/** Where it stands what is found about who signed. */
const SIGNED_AT: Readonly<Record<keyof typeof SIGNED, readonly string[]>> = {
  statement: [PLACES.signature],
  opinion: [PLACES.opinion, PLACES.accreditation],
  accreditation: [PLACES.accreditation],
};

/** The worst that was found at these places. */
function standing(findings: readonly PackageFinding[], paths: readonly string[]): FindingOutcome {
  const found = new Set(findings.filter(({ path }) => paths.includes(path)).map(({ outcome }) => outcome));
  return found.has("fails") ? "fails" : found.has("unchecked") ? "unchecked" : "holds";
}

function goodsOf({ goods, results }: Statement): ToldGood[] {
  return goods.map(({ id, name, cn, category }) => {
    const mine = results.filter(({ product }) => product === id);
    const figures = MEASURES.flatMap((measure) => mine.filter((result) => result.measure === measure)).map((result) => ({
      what: word(result.measure),
      value: shown(result),
      unit: result.unit === "1" ? "" : result.unit,
    }));
    return { id, name: visible(name), cn, category: word(category), figures };
  });
}

function statementTold(statement: Statement): ToldStatement {
  const { hash, installation, period, act, asIf } = statement;
  const operator = installation.operator?.name;
  return {
    hash,
    installation: visible(installation.name),
    ...(operator !== undefined && { operator: visible(operator) }),
    period: { start: period.start, end: period.end },
    act: visible(act),
    ...(asIf !== undefined && { asIf }),
    goods: goodsOf(statement),
  };
}

function told(replay: Replay): ReplayTold {
  const { statement, vouched, findings } = replay;
  const order = Object.keys(SIGNED);
  const signatures = vouched.signatures
    .toSorted((a, b) => order.indexOf(a.what) - order.indexOf(b.what))
    .map(
      ({ what, signer, validFrom }): ToldSignature => ({
        what: SIGNED[what],
        signer,
        ...(validFrom !== undefined && { validFrom }),
        standing: standing(findings, SIGNED_AT[what]),
      }),
    );
  const entries = vouched.entries.map(({ what, origin, index, at }) => ({
    what: SIGNED[what],
    origin,
    index,
    ...(at !== undefined && { at: new Date(at).toISOString() }),
  }));
  return { report: replayReport(replay), ...(statement && { statement: statementTold(statement) }), signatures, entries };
}

/** Law: the same findings as `sandan verify` of the same files; a trust file or lists that are not wholly understood stop all, for a half-read one would let through what it forbids. */
export async function replayFiles({ sealed, trust: trustBytes, lists: listFiles = [], now }: ReplayAsked): Promise<ReplayTold> {
  const trust = trustBytes && readTrust(trustBytes);
  if (trustBytes !== undefined && trust === undefined) return { misread: "trust" };
  const lists = listFiles.map(readLists);
  if (!lists.every((list) => list !== undefined)) return { misread: "lists" };
  return told(await verifyPackage(sealed, { verify: nobleVerify, now, trust, lists: lists.flat() }));
}
