// The files of the project as they lie on disk: what git would hold, read as text.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "./facts.ts";

const ASIDE = new Set([".git", "node_modules", "data", "out", "dist"]);
const TEXT = /(\.(ts|tsx|js|mjs|json|jsonc|md|sh|sql|css|html|xml|csv|yml|yaml|txt|svg|typ)|(^|\/)(\.[\w-]+|[A-Z]+|run))$/;

/** Every text file under the root, by its path with slashes; the folders that git ignores are left out at the root only. */
export function readTree(root: string): Tree {
  const tree = new Map<string, string>();
  const enter = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === "node_modules" || (folder === "" && ASIDE.has(entry.name))) continue;
      if (entry.isDirectory()) enter(path);
      else if (entry.isFile() && TEXT.test(path)) tree.set(path, readFileSync(join(root, path), "utf8"));
    }
  };
  enter("");
  return tree;
}
