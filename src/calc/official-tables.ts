// Hashes of the tables of default values that this program has shipped: whoever packs another one has to be believed for it.

/** IR (EU) 2025/2621 as of 2026-01-01. A table that is shipped anew is added, and none is ever taken out: older packages pin it. */
export const OFFICIAL_TABLES: ReadonlySet<string> = new Set(["cc2b44e23bae942cf5a53807114206a23bb84db3e6c1e974b88784a8111c4b07"]);
