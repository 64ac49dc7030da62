// The JSON-LD contexts of the packages: a closed set, loaded with the machinery of linked data and from nowhere else.
import { contexts as credentials } from "@digitalbazaar/credentials-context";
import { contexts as dataIntegrity } from "@digitalbazaar/data-integrity-context";
import { contexts as multikey } from "@digitalbazaar/multikey-context";
import { contexts as statusList } from "@digitalbazaar/vc-bitstring-status-list-context";

/** Contexts by URL. */
export const CONTEXTS: ReadonlyMap<string, object> = new Map([...credentials, ...dataIntegrity, ...multikey, ...statusList]);
