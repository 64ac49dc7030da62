// A parent of its own for the tests: starts the embedded database of a folder, says what came of it, and waits for its end.
import { startEmbedded } from "../../src/store/embedded.ts";

const [folder = "", binaries = ""] = process.argv.slice(2);
const begun = performance.now();
const { value, problems } = await startEmbedded({ folder, binaries });
const told = { value, pid: value?.pid(), us: process.pid, problems, ms: performance.now() - begun };
if (value) {
  const stay = setInterval(() => {}, 1000);
  process.once("SIGTERM", async () => {
    await value.stop();
    clearInterval(stay);
  });
}
process.stdout.write(`${JSON.stringify(told)}\n`);
