import { expect, onTestFinished, test } from "vitest";
import { serveMetrics } from "./serve-metrics.ts";

async function serve(port: number, text = "a 1\n") {
  const metrics = { contentType: "text/plain; version=0.0.4", read: async () => text };
  const served = await serveMetrics(metrics, { host: "127.0.0.1", port });
  onTestFinished(() => served.close());
  return served.url;
}

test("a process without a gateway serves its numbers and nothing else", async () => {
  const url = await serve(0);
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
    200,
    "text/plain; version=0.0.4",
    "a 1\n",
  ]);
  expect((await fetch(new URL("/else", url))).status).toBe(404);
});

test("two processes that were given the same port are both reached", async () => {
  const first = await serve(0, "a 1\n");
  const second = await serve(Number(new URL(first).port), "a 2\n");
  expect(second).not.toBe(first);
  expect(await Promise.all([first, second].map(async (url) => (await fetch(url)).text()))).toEqual(["a 1\n", "a 2\n"]);
});
