#!/usr/bin/env node
// The entry of the command line: hands files, streams and the large tables to the commands.
import { enableCompileCache } from "node:module";

enableCompileCache();
const { main } = await import("./shell.ts");
process.exitCode = await main(process.argv.slice(2));
