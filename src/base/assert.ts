// For the impossible: a broken assertion is a bug of ours, never a fault of the data.

/** Law: what is asserted holds by construction; if not, the program is wrong and stops. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`);
}
