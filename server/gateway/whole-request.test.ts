import { expect, test } from "vitest";
import { wholeRequest } from "./whole-request.ts";

const ofText = (text: string) => wholeRequest(Buffer.from(text.replaceAll("\n", "\r\n"), "latin1"));

test.each([
  ["GET /v1/product/mug HTTP/1.1\nhost: shop\n\n", { method: "GET", url: "/v1/product/mug", bodyLength: 0 }],
  [
    "PUT /v1/cart HTTP/1.1\nContent-Length: 4\nconnection: keep-alive\n\nbody",
    { method: "PUT", url: "/v1/cart", bodyLength: 4 },
  ],
  ["DELETE /v1/cart HTTP/1.1\nContent-Length: 0\n\n", { method: "DELETE", url: "/v1/cart", bodyLength: 0 }],
])("%j is whole", (text, request) => {
  expect(ofText(text)).toEqual(request);
});

test.each([
  ["the head is not all there", "PUT /v1/cart HTTP/1.1\nhost: shop\n"],
  ["the body is not all there", "PUT /v1/cart HTTP/1.1\ncontent-length: 5\n\nbody"],
  ["more follows the body", "PUT /v1/cart HTTP/1.1\ncontent-length: 4\n\nbodyGET / HTTP/1.1\n\n"],
  ["more follows the head", "GET / HTTP/1.1\nhost: shop\n\nGET / HTTP/1.1\n\n"],
  ["its body could end a head", "PUT /v1/cart HTTP/1.1\ncontent-length: 6\n\nb\n\no"],
  ["it begins in the middle", "t: shop\ncontent-length: 4\n\nbody"],
  ["there are two lengths", "PUT /v1/cart HTTP/1.1\ncontent-length: 4\ncontent-length: 6\n\nbody"],
  ["its length is no plain number", "PUT /v1/cart HTTP/1.1\ncontent-length: +4\n\nbody"],
  ["its length is written strangely", "PUT /v1/cart HTTP/1.1\ncontent-length : 4\n\nbody"],
  ["its body comes in chunks", "PUT /v1/cart HTTP/1.1\nTransfer-Encoding: chunked\n\n0\n\n"],
  ["it wants another protocol", "GET / HTTP/1.1\nconnection: Upgrade\nupgrade: websocket\n\n"],
  ["it ends its connection", "GET / HTTP/1.1\nConnection: close\n\n"],
  ["it asks before it sends its body", "PUT /v1/cart HTTP/1.1\nexpect: 100-continue\ncontent-length: 0\n\n"],
  ["it is of an older HTTP", "GET / HTTP/1.0\nhost: shop\n\n"],
])("not plain to see: %s", (_why, text) => {
  expect(ofText(text)).toBeUndefined();
});
