// The contract as a page to read: every act with its fields, drawn from the OpenAPI document's own table.
import { z } from "zod";
import { ACT_NAMES, specOf } from "../model/api.ts";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function schema(title: string, given: z.ZodType | "bytes" | undefined, io: "input" | "output"): string {
  if (given === undefined) return "";
  const text =
    given === "bytes" ? "bytes" : JSON.stringify(z.toJSONSchema(given, { io, unrepresentable: "any", reused: "inline" }), without, 1);
  return `<details><summary>${title}</summary><pre>${escaped(text)}</pre></details>`;
}

function without(key: string, value: unknown): unknown {
  return key === "$schema" ? undefined : value;
}

/** The look of that page, from a file of its own as the strict CSP demands. */
export const DOCS_CSS = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:64rem;padding:1rem;font-family:system-ui,sans-serif;line-height:1.55}
h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
section{border:1px solid #8884;border-radius:.6rem;padding:0 1rem .6rem;margin:1rem 0}
pre{overflow-x:auto}
.small{font-size:.875rem}`;

/** A page without script; its look comes from /docs.css. */
export function docsPage(lang: "ko" | "en"): string {
  const ko = lang === "ko";
  const rows = ACT_NAMES.map((name) => {
    const { method, path, need, summary, params, query, body, answer } = specOf(name);
    return `<section id="${name}"><h2><code>${method}</code> ${escaped(path)}</h2><p>${escaped(summary[lang])}</p>
<p class="small"><code>${name}</code> · ${ko ? "필요한 권한" : "needs"}: <code>${need}</code></p>
${schema(ko ? "경로" : "path", params, "input")}${schema(ko ? "질의" : "query", query, "input")}${schema(ko ? "본문" : "body", body, "input")}${schema(ko ? "응답" : "answer", answer, "output")}</section>`;
  });
  const list = ACT_NAMES.map((name) => `<li><a href="#${name}"><code>${name}</code></a> ${escaped(specOf(name).summary[lang])}</li>`);
  const other = ko ? '<a href="/docs?lang=en">English</a>' : '<a href="/docs?lang=ko">한국어</a>';
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandan API</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/docs.css">
<main><h1>Sandan API</h1><p>${ko ? "기계가 읽는 문서" : "For machines"}: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1) · ${other} · <a href="/">${ko ? "처음" : "Start"}</a></p><ol>${list.join("")}</ol>${rows.join("\n")}</main></html>`;
}
