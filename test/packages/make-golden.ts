// Writes the package of this version that later ones verify for ever; run once a version: node test/packages/make-golden.ts VERSION
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { handsOf, packageMade, trustOf } from "./made.ts";

const [, , version = ""] = process.argv;
const at = (ending: string): string => join(import.meta.dirname, `screws-${version}.${ending}`);
const hands = handsOf(20);
const { bytes, hash } = await packageMade(hands);
writeFileSync(at("sandan"), bytes, { flag: "wx" });
writeFileSync(at("trust.json"), `${JSON.stringify(trustOf(hands), null, 2)}\n`, { flag: "wx" });
writeFileSync(at("sha256"), `${hash}\n`, { flag: "wx" });
