// Packages that come without types: what is used of them.

declare module "@digitalbazaar/credentials-context" {
  export const contexts: Map<string, object>;
}

declare module "@digitalbazaar/data-integrity-context" {
  export const contexts: Map<string, object>;
}

declare module "@digitalbazaar/multikey-context" {
  export const contexts: Map<string, object>;
}

declare module "@digitalbazaar/vc-bitstring-status-list-context" {
  export const contexts: Map<string, object>;
}

declare module "jsonld" {
  type RemoteDocument = { contextUrl: null; documentUrl: string; document: object; tag?: "static" };
  type Options = {
    documentLoader: (url: string) => Promise<RemoteDocument>;
    base: null;
    safe: true;
    rdfDirection: "i18n-datatype";
    produceGeneralizedRdf: false;
  };
  const jsonld: {
    expand(input: object, options: Options): Promise<object[]>;
    toRDF(input: object, options: Options & { skipExpansion: true }): Promise<readonly object[]>;
  };
  export = jsonld;
}

declare module "rdf-canonize" {
  type MessageDigest = { update(text: string): void; digest(): string };
  export function canonize(
    dataset: readonly object[],
    options: { algorithm: "RDFC-1.0"; createMessageDigest: () => MessageDigest; maxWorkFactor: number },
  ): Promise<string>;
}
