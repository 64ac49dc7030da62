// A row of the second kind: a route of somebody else's protocol, with that protocol's media types and bodies of refusal.
//
// To add a row: put it into the table of its protocol (model/protocols/<protocol>.ts), that table into model/protocols.ts, and the function behind it
// under the same name into acts/protocols.ts; the compiler asks for the last. The server serves every row that it finds (server/protocol-routes.ts),
// and test/server/contract.test.ts holds routes and rows together.

/** What goes out, byte for byte; nothing is added to it but the server's own headers of safety. */
export type ProtocolAnswer = {
  status: number;
  type: string;
  body: string | Uint8Array;
  headers?: Readonly<Record<string, string>>;
};

/** Why the function behind a row is not asked, or could not answer. */
export type Unanswered = 400 | 404 | 413 | 415 | 429 | 500 | 503;

export type ProtocolSpec = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Names stand in braces; an asterisk at the end is all that follows, and is named "*". */
  path: string;
  /** Media types that a body may have, without parameters; any where none is named. */
  takes?: readonly string[];
  /** Largest body in bytes. */
  mostBytes: number;
  /** Costly rows count with the costly acts. */
  costly?: true;
  /** A refusal in the protocol's own form. */
  refuse: (status: Unanswered, why: string) => ProtocolAnswer;
};
