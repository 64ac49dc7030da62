// One thread of the Monte Carlo bench: draws its runs and posts them.

import { parentPort, workerData } from "node:worker_threads";
import { drawRuns } from "../src/engine/monte-carlo.ts";

const { study, written, from, to } = workerData;
parentPort?.postMessage(drawRuns(study, written, from, to));
