// One act of a server, from a shell: what the contract says of it is all that there is to know here.
import type { BothLanguages } from "../base/problem.ts";
import { visible } from "../formats/visible.ts";
import type { ActSpec, Bytes } from "../model/api/act.ts";
import { ACT_NAMES, type ActName, specOf } from "../model/api.ts";
import { clientOf } from "../model/client.ts";
import { operationOf } from "../model/openapi.ts";
import type { Call, Remote } from "./arguments.ts";
import { problemLines } from "./problems.ts";
import { bytesOf, deliver, MISUSED, overwriting, refuse, type Shell, STOPPED } from "./shell.ts";

const isAct = (text: string): text is ActName => (ACT_NAMES as string[]).includes(text);

/** `call --list` prints all acts; `call ACT --help` what one takes and gives; else the act is done and its answer printed, or written to --out. */
export async function callServer(call: Call, shell: Shell): Promise<number> {
  const { lang, remote = { list: true, help: false, params: {} } } = call;
  const [name = ""] = call.operands;
  if (remote.list) return deliver({ lang }, shell, listed(lang));
  if (!isAct(name))
    return refuse(shell, lang, MISUSED, {
      ko: `'${name}'은(는) 없는 행위입니다. 목록: sandan call --list`,
      en: `there is no act '${name}'. All of them: sandan call --list`,
    });
  if (remote.help) return deliver({ lang }, shell, helpOf(name, lang));
  const wrong = unfit(specOf(name), remote, call);
  if (wrong !== undefined) return refuse(shell, lang, MISUSED, { ko: `${name}: ${wrong.ko}`, en: `${name}: ${wrong.en}` });
  const refused = overwriting(
    call,
    shell,
    [remote.body, remote.bytes].filter((path) => path !== undefined && path !== "-").map((path) => path ?? ""),
  );
  if (refused !== undefined) return refused;
  const content = contentOf(remote, call, shell);
  return typeof content === "number" ? content : asked(name, content, call, shell);
}

function listed(lang: keyof BothLanguages): string {
  const widest = Math.max(...ACT_NAMES.map(({ length }) => length));
  return ACT_NAMES.map((name) => `${name.padEnd(widest)}  ${specOf(name).summary[lang]}\n`).join("");
}

type Parameter = { name: string; in: string; required: boolean; schema: unknown };

const SIGNATURE: BothLanguages = { ko: "필요한 권한", en: "needs" };

/** A schema without what only machines read: patterns of known formats, bounds of exact numbers. */
function plainly(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { pattern, additionalProperties, minimum, maximum, ...rest } = value as Record<string, unknown>;
  return {
    ...rest,
    ...(pattern !== undefined && rest.format === undefined && { pattern }),
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
    ...(additionalProperties !== undefined && additionalProperties !== false && { additionalProperties }),
  };
}

/** Summary, route, parameters and the schemas of body and answer, as the OpenAPI document has them. */
function helpOf(name: ActName, lang: keyof BothLanguages): string {
  const { summary, method, path, need, body, etag, answer } = specOf(name);
  const { parameters, requestBody, responses } = operationOf(name) as {
    parameters: Parameter[];
    requestBody?: { content: Record<string, { schema: unknown }> };
    responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
  };
  const json = (schema: unknown): string => JSON.stringify(schema, plainly, 1);
  const lines = [`${name}: ${summary[lang]}`, `  ${method} ${path}   (${SIGNATURE[lang]}: ${need})`];
  for (const { name: param, in: where, required, schema } of parameters)
    if (where !== "header") lines.push(`  --param ${param}=...${required ? "" : " ?"}   ${JSON.stringify(schema, plainly)}`);
  if (etag === "match") lines.push("  --version N   (If-Match)");
  if (body === "bytes") lines.push("  --bytes FILE|-");
  else if (body !== undefined) lines.push(`  --body FILE|-   ${json(requestBody?.content["application/json"]?.schema)}`);
  if (answer === "bytes") lines.push("  --out FILE");
  else lines.push(`  => ${json(Object.values(responses)[0]?.content?.["application/json"]?.schema)}`);
  return `${lines.join("\n")}\n`;
}

/** What the contract does not have, or asks for and was not given. */
function unfit(spec: ActSpec, { params, body, bytes }: Remote, { out }: Call): BothLanguages | undefined {
  const inPath = Object.keys(spec.params?.shape ?? {});
  const query = Object.entries(spec.query?.shape ?? {});
  const known = [...inPath, ...query.map(([name]) => name)];
  const foreign = Object.keys(params).find((name) => !known.includes(name));
  if (foreign !== undefined)
    return { ko: `--param ${foreign}은(는) 없습니다: ${known.join(", ")}`, en: `there is no --param ${foreign}: ${known.join(", ")}` };
  const asked = [...inPath, ...query.filter(([, schema]) => !isOptional(schema)).map(([name]) => name)];
  const lacking = asked.filter((name) => params[name] === undefined || params[name] === "");
  if (lacking.length > 0) {
    const list = lacking.map((name) => `--param ${name}=...`).join(" ");
    return { ko: `${list}이(가) 필요합니다.`, en: `${list} is needed.` };
  }
  const wanted = spec.body === "bytes" ? "bytes" : spec.body === undefined ? undefined : "body";
  const given = bytes !== undefined ? "bytes" : body !== undefined ? "body" : undefined;
  if (given !== undefined && given !== wanted) return { ko: `--${given}은(는) 쓰지 않습니다.`, en: `--${given} is not taken.` };
  if (wanted === "bytes" && given === undefined) return { ko: "--bytes 파일이 필요합니다.", en: "--bytes FILE is needed." };
  if (spec.answer === "bytes" && out === undefined)
    return { ko: "답이 파일입니다. --out 파일을 주십시오.", en: "the answer is a file: give --out FILE." };
  return undefined;
}

const isOptional = (schema: unknown): boolean =>
  (schema as { safeParse(value: unknown): { success: boolean } }).safeParse(undefined).success;

type Content = { body?: unknown; bytes?: Uint8Array };

/** The JSON or bytes to send, or the exit code where they cannot be read. */
function contentOf({ body, bytes }: Remote, { lang }: Call, shell: Shell): Content | number {
  const path = bytes ?? body;
  if (path === undefined) return {};
  const read = path === "-" ? shell.input() : bytesOf(shell, lang, path);
  if (typeof read === "number") return read;
  if (read instanceof Error)
    return refuse(shell, lang, STOPPED, {
      ko: `표준 입력을 읽을 수 없습니다: ${read.message}`,
      en: `the standard input cannot be read: ${read.message}`,
    });
  if (bytes !== undefined) return { bytes: read };
  try {
    return { body: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(read)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return refuse(shell, lang, STOPPED, { ko: `'${path}'은(는) JSON이 아닙니다: ${reason}`, en: `'${path}' is no JSON: ${reason}` });
  }
}

const isWeb = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

async function asked(name: ActName, content: Content, call: Call, shell: Shell): Promise<number> {
  const { lang, remote } = call;
  const server = remote?.server ?? shell.variable("SANDAN_SERVER") ?? "";
  if (!isWeb(server))
    return refuse(shell, lang, MISUSED, { ko: "--server http(s)://...가 필요합니다.", en: "--server http(s)://... is needed." });
  const token = remote?.token ?? shell.variable("SANDAN_TOKEN");
  const client = clientOf({ base: server.replace(/\/+$/, ""), lang, fetch: shell.fetch, ...(token !== undefined && { token }) });
  const options = {
    ...(remote?.key !== undefined && { idempotencyKey: remote.key }),
    ...(remote?.version !== undefined && { version: remote.version }),
  };
  try {
    const answer = await client(name, { ...remote?.params, ...content } as never, options);
    if (!answer.ok) return told(answer, call, shell);
    if (specOf(name).answer === "bytes") return deliver(call, shell, (answer.value as Bytes).bytes);
    if (answer.version !== undefined) shell.err(`version ${answer.version}\n`);
    return deliver(call, shell, `${JSON.stringify(answer.value, null, 1)}\n`);
  } catch (error) {
    const reason = reasonOf(error);
    return refuse(shell, lang, STOPPED, {
      ko: `'${server}'에서 답을 받지 못했습니다: ${reason}`,
      en: `'${server}' did not answer: ${reason}`,
    });
  }
}

/** What kept a request from being answered, without what was sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : error.message;
}

/** The Problems of a refusal, or what little a server that is none of ours has said. */
function told(
  { status, code, problems, title }: { status: number; code: string; problems: Parameters<typeof problemLines>[0]; title: string },
  { lang }: Call,
  shell: Shell,
): number {
  const lines = problems.length > 0 ? problemLines(problems, lang) : [visible(`${code} ${title}`.trim())];
  shell.err(`HTTP ${status}\n${lines.join("\n")}\n`);
  return STOPPED;
}
