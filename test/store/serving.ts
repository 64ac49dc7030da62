// A server as a process of its own, for tests that kill it: prints where it listens, and for a new one a token of its owner.
import { running } from "../server/running.ts";

const server = await running({
  SANDAN_DATA: process.env.SANDAN_DATA ?? "",
  ...(process.env.DATABASE_URL && { DATABASE_URL: process.env.DATABASE_URL }),
});
const token = process.argv[2] === "new" ? (await server.person("owner")).token : "";
process.stdout.write(`${JSON.stringify({ base: server.base, token })}\n`);
