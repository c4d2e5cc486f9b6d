import { expect, test } from "vitest";
import { describeListenError, publicAddress } from "./public-address.ts";

const at = (address: string, family = "IPv4") => ({ address, family, port: 3000 });

test.each([
  [undefined, at("127.0.0.1"), "http://127.0.0.1:3000"],
  [undefined, at("0.0.0.0"), "http://localhost:3000"],
  [undefined, at("::", "IPv6"), "http://localhost:3000"],
  [undefined, at("::1", "IPv6"), "http://[::1]:3000"],
  ["https://shop.test/", at("127.0.0.1"), "https://shop.test"],
])("with PUBLIC_URL %s on %o the shop is at %s", (publicUrl, address, url) => {
  expect(publicAddress(publicUrl, address)).toBe(url);
});

test.each([
  ["EADDRINUSE", "PORT=3001"],
  ["EACCES", "above 1023"],
  ["EADDRNOTAVAIL", "not an address of this machine"],
])("%s says what to do", (code, words) => {
  expect(describeListenError(Object.assign(new Error("inner"), { code }), "127.0.0.1", 3000)).toContain(words);
});
