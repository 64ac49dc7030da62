// The OpenAPI 3.1 document, from the table of acts.
import { z } from "zod";
import type { ActSpec } from "./api/act.ts";
import { ACT_NAMES, type ActName, specOf, writes } from "./api.ts";

type Schema = Record<string, unknown>;
type Operation = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: "input" | "output"): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" }) as Schema & { $schema?: string };
  return rest;
};

const BYTES = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
const problem = { $ref: "#/components/responses/Problem" };

function parameters(name: ActName, { params, query, etag }: ActSpec): Schema[] {
  const list = (shape: z.ZodObject | undefined, where: "path" | "query"): Schema[] => {
    if (shape === undefined) return [];
    const { properties = {}, required = [] } = schemaOf(shape, "input") as { properties?: Record<string, Schema>; required?: string[] };
    return Object.entries(properties).map(([key, schema]) => ({
      name: key,
      in: where,
      required: where === "path" || required.includes(key),
      schema,
    }));
  };
  const header = (key: string, description: string): Schema => ({
    name: key,
    in: "header",
    required: false,
    schema: { type: "string" },
    description,
  });
  return [
    ...list(params, "path"),
    ...list(query, "query"),
    ...(etag === "match" ? [header("If-Match", 'The version that the change was made on, in quotes: "3".')] : []),
    ...(writes(name)
      ? [header("Idempotency-Key", "A text of your own, up to 200 characters; the same key gives the same answer again.")]
      : []),
    header("Accept-Language", "ko or en: the language of Problems."),
  ];
}

/** One act as an operation of OpenAPI: what it takes and gives, with its schemas. */
export function operationOf(name: ActName): Operation {
  const spec = specOf(name);
  const { body, answer, summary, need } = spec;
  const success = {
    description: summary.en,
    ...(spec.etag !== undefined && { headers: { ETag: { schema: { type: "string" }, description: "The version, in quotes." } } }),
    content: answer === "bytes" ? BYTES : { "application/json": { schema: schemaOf(answer, "output") } },
  };
  return {
    operationId: name,
    summary: summary.en,
    description: `${summary.ko}\n\nNeeds: ${need}.`,
    tags: [tagOf(spec)],
    parameters: parameters(name, spec),
    ...(body !== undefined && {
      requestBody: { required: true, content: body === "bytes" ? BYTES : { "application/json": { schema: schemaOf(body, "input") } } },
    }),
    responses: { [String(spec.status ?? 200)]: success, "4XX": problem, "5XX": problem },
    security: need === "open" ? [] : [{ bearer: [] }],
  };
}

/** The word of the path that tells what an act is about. */
function tagOf({ path }: ActSpec): string {
  const words = path.split("/").filter((word) => word !== "" && word !== "v1" && !word.startsWith("{"));
  return words[1] ?? words[0] ?? "";
}

const PROBLEM: Schema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "problems"],
  properties: {
    type: { type: "string" },
    title: { type: "string", description: "what is wrong and why, in the caller's language" },
    status: { type: "integer" },
    detail: { type: "string", description: "what to do about it" },
    code: { type: "string" },
    problems: { type: "array", items: { type: "object", description: "code, severity, path, place, text and todo in Korean and English" } },
  },
};

/** Sign-on as far as a client needs it: sign in, fetch a short-lived token, sign out. The rest of /auth is for pages. */
function signOnPaths(): Record<string, Record<string, Operation>> {
  const text = { type: "string" };
  const object = (properties: Schema, required: string[]): Schema => ({ type: "object", properties, required });
  const json = (schema: Schema): Schema => ({ "application/json": { schema } });
  const person = object({ id: text, email: text, name: text }, ["id", "email", "name"]);
  return {
    "/auth/sign-in/email": {
      post: {
        operationId: "signIn",
        summary: "Sign in by e-mail and password; the answer's token is the session that /auth/token takes as bearer",
        tags: ["auth"],
        requestBody: { required: true, content: json(object({ email: text, password: text }, ["email", "password"])) },
        responses: {
          "200": {
            description: "Signed in",
            content: json(object({ token: text, user: person }, ["user"])),
            headers: { "set-auth-token": { schema: text, description: "The same session, for callers that are no pages." } },
          },
          "4XX": problem,
        },
        security: [],
      },
    },
    "/auth/token": {
      get: {
        operationId: "issueToken",
        summary: "A token of some minutes for the header Authorization: Bearer",
        tags: ["auth"],
        responses: { "200": { description: "The token", content: json(object({ token: text }, ["token"])) }, "4XX": problem },
        security: [{ bearer: [] }],
      },
    },
    "/auth/sign-out": {
      post: {
        operationId: "signOut",
        summary: "End the session",
        tags: ["auth"],
        responses: { "200": { description: "Signed out", content: json(object({ success: { type: "boolean" } }, [])) }, "4XX": problem },
        security: [{ bearer: [] }],
      },
    },
  };
}

/** Law: the document says all that the table of acts says, and nothing that no route does. */
export function openApiDocument({ version, server }: { version: string; server: string }): Schema {
  const paths: Record<string, Record<string, Operation>> = signOnPaths();
  for (const name of ACT_NAMES) {
    const { path, method } = specOf(name);
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(name) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Sandan",
      version,
      description: "Measure, report and verify what a plant's goods embody. Errors are Problems (RFC 9457).",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A short-lived token from /auth/token, or an API token." },
      },
      schemas: { Problem: PROBLEM },
      responses: {
        Problem: {
          description: "A Problem",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}
