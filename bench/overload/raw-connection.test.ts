import { expect, test } from "vitest";
import { isWholeAnswer } from "./raw-connection.ts";

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
