// Builds the pages, if their sources have changed, so that tests that run side by side find them built.
import { buildPages } from "../src/main/web-build.ts";

console.log(buildPages());
