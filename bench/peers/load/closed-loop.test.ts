import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { loadInLoop } from "./closed-loop.ts";

async function serve(answer: http.RequestListener): Promise<{ host: string; port: number }> {
  const server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
}

const { signal } = new AbortController();
const forever = { warmUpMs: 0, measuredMs: 60_000, signal };

function requests(count: number): () => string | undefined {
  let sent = 0;
  return () => (sent++ < count ? "GET / HTTP/1.1\r\nhost: x\r\n\r\n" : undefined);
}

test("each request is counted once, those that were refused as failed", async () => {
  let asked = 0;
  const place = await serve((_, response) => response.writeHead(asked++ % 5 === 0 ? 503 : 200).end("answer"));
  const { took, failed } = await loadInLoop({ ...place, ...forever, connections: 3, request: requests(100) });
  expect([took.length, failed, asked]).toEqual([80, 20, 100]);
});

test("a connection that the server drops is a failure, and another takes its place", async () => {
  let asked = 0;
  const place = await serve((request, response) => (asked++ === 5 ? request.socket.destroy() : response.end("answer")));
  const { took, failed } = await loadInLoop({ ...place, ...forever, connections: 1, request: requests(20) });
  expect([took.length, failed]).toEqual([19, 1]);
});

test("each connection has one request under way", async () => {
  const open: http.ServerResponse[] = [];
  let most = 0;
  const place = await serve((_, response) => {
    most = Math.max(most, open.push(response));
    // nobody is answered before all have asked
    if (open.length >= 4) for (const each of open.splice(0)) each.end("answer");
  });
  const { took } = await loadInLoop({ ...place, ...forever, connections: 4, request: requests(200) });
  expect([took.length, most]).toEqual([200, 4]);
});

test("whoever stops it gets no figures", async () => {
  const stopping = new AbortController();
  const place = await serve((_, response) => {
    stopping.abort(new Error("stopped"));
    response.end("answer");
  });
  const loop = { ...place, ...forever, signal: stopping.signal, connections: 2, request: requests(1000) };
  await expect(loadInLoop(loop)).rejects.toThrow("stopped");
});
