import { expect, test } from "vitest";
import { endpoint, shownEndpoint } from "./endpoint.ts";

test.each([
  ["redis://localhost", { host: "localhost", port: 6379, db: 0 }],
  ["redis://127.0.0.1:7000/3", { host: "127.0.0.1", port: 7000, db: 3 }],
  ["redis://:p%40ss@[::1]:7000", { host: "::1", port: 7000, db: 0, password: "p@ss" }],
  [
    "rediss://shop:secret@example.com",
    { host: "example.com", port: 6379, db: 0, username: "shop", password: "secret", tls: {} },
  ],
  ["unix:///run/a%20b/redis.sock", { path: "/run/a b/redis.sock", db: 0 }],
  ["unix:///run/redis.sock?db=2", { path: "/run/redis.sock", db: 2 }],
])("%s", (url, options) => {
  expect(endpoint(url)).toEqual(options);
});

test("another protocol is refused", () => {
  expect(() => endpoint("http://localhost")).toThrow("must begin with redis://, rediss:// or unix:///");
});

test("what is shown holds no password", () => {
  expect(shownEndpoint("redis://shop:secret@example.com:7000/1")).toBe("example.com:7000");
  expect(shownEndpoint("unix:///run/redis.sock")).toBe("/run/redis.sock");
  expect(shownEndpoint("redis://:a@one:7000, redis://:b@two:7001")).toBe("one:7000, two:7001");
});
