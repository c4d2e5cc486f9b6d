import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { isWholeAnswer, openRawConnection, type RawAnswer } from "./raw-connection.ts";

const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

test("an answer with a length ends after so many bytes", () => {
  expect(isWholeAnswer(`${head}Content-Length: 4\r\n\r\nabc`)).toBe(false);
  expect(isWholeAnswer(`${head}Content-Length: 4\r\n\r\nabcd`)).toBe(true);
  expect(isWholeAnswer("HTTP/1.1 204 No Content\r\n\r\n")).toBe(true);
  expect(isWholeAnswer(`${head}Content-Length: 4\r\n`)).toBe(false);
});

test("an answer in chunks ends with the empty one", () => {
  const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
  expect(isWholeAnswer(chunked)).toBe(false);
  expect(isWholeAnswer(`${chunked}4\r\nabcd\r\n`)).toBe(false);
  expect(isWholeAnswer(`${chunked}4\r\nabcd\r\n0\r\n\r\n`)).toBe(true);
  expect(isWholeAnswer(`${chunked}0\r\n\r\n`)).toBe(true);
});

test("what a body says of itself is not believed", () => {
  expect(isWholeAnswer(`${head}Content-Length: 24\r\n\r\n\r\ncontent-length: 99\r\n\r\n`)).toBe(true);
});

test("answers come one after the other, however many reads each takes, and none after the connection's end", async () => {
  const server = http.createServer((request, response) => {
    const [, kind, length] = request.url?.split("/") ?? [];
    if (kind === "end") request.socket.destroy();
    else if (kind === "chunks") response.end("x".repeat(Number(length)));
    else
      response
        .writeHead(kind === "full" ? 503 : 200, { "content-length": Number(length), "retry-after": "2" })
        .end("x".repeat(Number(length)));
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const connection = await openRawConnection("127.0.0.1", (server.address() as AddressInfo).port);
  onTestFinished(() => connection.close());
  const ask = (path: string) =>
    new Promise<RawAnswer | undefined>((answered) => {
      connection.ask(`GET ${path} HTTP/1.1\r\nhost: shop\r\n\r\n`, answered);
    });
  for (const length of [0, 10, 8192, 100_000]) {
    expect(await ask(`/whole/${length}`)).toEqual({ status: 200, retryAfter: undefined });
    expect(await ask(`/chunks/${length}`)).toEqual({ status: 200, retryAfter: undefined });
    expect(await ask(`/full/${length}`)).toEqual({ status: 503, retryAfter: "2" });
  }
  expect(await ask("/end")).toBeUndefined();
  expect(connection.isOpen).toBe(false);
  expect(await ask("/whole/10")).toBeUndefined();
});
