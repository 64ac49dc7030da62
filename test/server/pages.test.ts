// The built pages as the server hands them out: the document for every address of a page, files under their names, nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Running, running } from "./running.ts";

let server: Running;
before(async () => {
  server = await running({}, undefined, { pages: true });
});
after(async () => {
  await server.stop();
});

const got = (path: string, accept: string): Promise<Response> => fetch(`${server.base}${path}`, { headers: { accept } });
const HTML = "text/html,application/xhtml+xml";

test("every address of a page gives the one document, with the strict CSP; an act's address never does", async () => {
  for (const path of ["/", "/o/1/p/2/records/energy?record=a", "/invitation", "/nowhere"]) {
    const answer = await got(path, HTML);
    assert.equal(answer.status, 200, path);
    assert.match(answer.headers.get("content-type") ?? "", /^text\/html/);
    assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self';style-src 'self'/);
    assert.match(await answer.text(), /<div id="root"/);
  }
  for (const [path, accept] of [
    ["/v1/nothing", HTML],
    ["/auth/nothing", HTML],
    ["/nowhere", "application/json"],
    ["/assets/none.js", HTML],
  ] as const) {
    const answer = await got(path, accept);
    assert.equal(answer.status, 404, path);
    assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/, path);
  }
});

test("a file comes compressed and may be kept for good; no path leads out of the folder", async () => {
  const html = await (await got("/", HTML)).text();
  const script = /src="([^"]+\.js)"/.exec(html)?.[1] ?? "";
  const answer = await fetch(`${server.base}${script}`, { headers: { "accept-encoding": "br" } });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-encoding"), "br");
  assert.match(answer.headers.get("cache-control") ?? "", /immutable/);
  assert.match(answer.headers.get("content-type") ?? "", /javascript/);
  for (const path of ["/assets/..%2findex.html", "/assets/%2e%2e/%2e%2e/package.json", "/assets/.%00", "/assets/"]) {
    const { status } = await fetch(`${server.base}${path}`);
    assert.ok(status === 404 || status === 403 || status === 400, `${path}: ${status}`);
  }
});
