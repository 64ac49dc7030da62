// The thread in which a dropped package is verified: nothing leaves it but its answer to the page.
import { replayFiles } from "../calc/replay-files.ts";
import type { ReplayAsked, ReplayTold } from "../model/replay.ts";
import { schemasWithoutEval } from "../model/schemas-without-eval.ts";

type Thread = { onmessage: ((event: { data: ReplayAsked }) => void) | null; postMessage(told: ReplayTold): void };
const thread = globalThis as unknown as Thread;

schemasWithoutEval();
thread.onmessage = ({ data }) => {
  void replayFiles(data).then(
    (told) => thread.postMessage(told),
    // Nobody awaits here: what is thrown outside the promise reaches the page as an error of the Worker.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
};
