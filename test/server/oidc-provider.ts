// A small OpenID provider on loopback for tests: discovery, authorization by code with PKCE, token, keys.
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export type OidcProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the provider says about whoever comes next. */
  says: { sub: string; email: string; email_verified: boolean; name: string };
  /** What it does wrong, if anything. */
  flaw: "none" | "foreignKey" | "otherNonce" | "otherAudience";
  /** Paths that were asked for. */
  asked: string[];
  stop(): Promise<void>;
  /** At the same address again. */
  resume(): Promise<void>;
};

type Code = { nonce: string; challenge: string; redirect: string };

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const part of request) text += String(part);
  return new URLSearchParams(text);
}

export async function oidcProvider(): Promise<OidcProvider> {
  const [own, foreign] = [await generateKeyPair("ES256", { extractable: true }), await generateKeyPair("ES256")];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "one", alg: "ES256", use: "sig" };
  const codes = new Map<string, Code>();
  const provider: OidcProvider = {
    issuer: "",
    clientId: "sandan-test",
    clientSecret: "client-secret-of-the-test",
    says: { sub: "1", email: "", email_verified: true, name: "" },
    flaw: "none",
    asked: [],
    stop: () =>
      new Promise((tell) => {
        server.close(() => tell());
        server.closeAllConnections();
      }),
    resume: () => new Promise((tell) => server.listen(Number(new URL(provider.issuer).port), "127.0.0.1", () => tell())),
  };
  const idToken = (nonce: string): Promise<string> =>
    new SignJWT({ ...provider.says, nonce: provider.flaw === "otherNonce" ? "x" : nonce })
      .setProtectedHeader({ alg: "ES256", kid: "one" })
      .setIssuer(provider.issuer)
      .setAudience(provider.flaw === "otherAudience" ? "another" : provider.clientId)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(provider.flaw === "foreignKey" ? foreign.privateKey : own.privateKey);
  const answers: Record<string, (url: URL, request: IncomingMessage) => Promise<object | string>> = {
    "/.well-known/openid-configuration": async () => ({
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/authorize`,
      token_endpoint: `${provider.issuer}/token`,
      jwks_uri: `${provider.issuer}/keys`,
      id_token_signing_alg_values_supported: ["ES256"],
    }),
    "/keys": async () => ({ keys: [jwk] }),
    "/authorize": async ({ searchParams: asked }) => {
      const code = randomUUID();
      const [nonce, challenge, redirect] = ["nonce", "code_challenge", "redirect_uri"].map((name) => asked.get(name) ?? "");
      codes.set(code, { nonce: nonce ?? "", challenge: challenge ?? "", redirect: redirect ?? "" });
      return `${redirect}?code=${code}&state=${asked.get("state")}&iss=${encodeURIComponent(provider.issuer)}`;
    },
    "/token": async (_, request) => {
      const body = await bodyOf(request);
      const code = codes.get(body.get("code") ?? "");
      codes.delete(body.get("code") ?? "");
      const proof = createHash("sha256")
        .update(body.get("code_verifier") ?? "")
        .digest("base64url");
      const basic = Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString("base64");
      const known = body.get("client_secret") === provider.clientSecret || request.headers.authorization === `Basic ${basic}`;
      if (!code || proof !== code.challenge || body.get("redirect_uri") !== code.redirect || !known) return { error: "invalid_grant" };
      return { access_token: randomUUID(), token_type: "Bearer", expires_in: 300, id_token: await idToken(code.nonce) };
    },
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", provider.issuer);
    provider.asked.push(url.pathname);
    void (answers[url.pathname] ?? (async () => ({ error: "not found" })))(url, request).then((answer) => {
      if (typeof answer === "string") return response.writeHead(302, { location: answer }).end();
      const wrong = "error" in answer;
      return response.writeHead(wrong ? 400 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((tell) => server.listen(0, "127.0.0.1", tell));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}
