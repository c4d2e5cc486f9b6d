import { createServer } from "node:http";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createPageStatus } from "./page-status.ts";
import type { RawHandler } from "./raw-mount.ts";

type Page = (pageStatus: ReturnType<typeof createPageStatus>) => RawHandler;

async function visit(page: Page): Promise<{ status: number; retryAfter: string | null }> {
  const pageStatus = createPageStatus();
  const server = createServer(pageStatus.around(page(pageStatus)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const { status, headers } = await fetch(`http://127.0.0.1:${address.port}/`);
  await new Promise((resolve) => server.close(resolve));
  return { status, retryAfter: headers.get("retry-after") };
}

test("a page that could read everything keeps its status", async () => {
  const answer = await visit(() => (_, response) => response.end("page"));
  expect(answer).toEqual({ status: 200, retryAfter: null });
});

test("a page whose storage was away is a 503 with a time to come back, over awaits too", async () => {
  const answer = await visit((pageStatus) => async (_, response) => {
    await setImmediate();
    pageStatus.noteAway();
    response.end("page");
  });
  expect(answer).toEqual({ status: 503, retryAfter: "5" });
});

test("a page that then broke is a 503 as well", async () => {
  const answer = await visit((pageStatus) => (_, response) => {
    pageStatus.noteAway();
    response.writeHead(500, { "content-type": "text/html" }).end("broken");
  });
  expect(answer.status).toBe(503);
});

test("what is not found stays not found", async () => {
  const answer = await visit((pageStatus) => (_, response) => {
    pageStatus.noteAway();
    response.statusCode = 404;
    response.end("nothing");
  });
  expect(answer).toEqual({ status: 404, retryAfter: null });
});

test("nothing is noted outside a page", () => {
  expect(() => createPageStatus().noteAway()).not.toThrow();
});
