// Makes the database ready that servers of the tests are copied from.
import { makeReady } from "../test/server/ready-folder.ts";

await makeReady();
