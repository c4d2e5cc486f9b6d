import type { FastifyInstance } from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { openApi } from "#server/api/testing/open-api.ts";
import { restDoor } from "#server/rest/rest-door.ts";
import { createGateway, type GatewayOptions } from "./create-gateway.ts";
import type { RawHandler } from "./raw-mount.ts";

type Open = { app: FastifyInstance; seen: Record<string, unknown>[]; tried: () => [string, string | null][] };

/** The whole gateway on memory; the pages only say what reached them. */
async function openGateway(options: Partial<GatewayOptions> = {}): Promise<Open> {
  const shop = await openApi();
  const { runtime, apiKeys } = shop.dependencies;
  const seen: Record<string, unknown>[] = [];
  const echo =
    (name: string): RawHandler =>
    (request, response) => {
      seen.push({ name, url: request.url, headers: request.headers });
      response.end(name);
    };
  const app = await createGateway({
    api: shop.dependencies,
    rest: restDoor({ runtime, apiKeys, countRefused: () => 0, log: () => {} }),
    checks: { redis: async () => null },
    pages: async () => echo("pages"),
    publicUrl: "https://shop.test",
    trustedProxies: [],
    dev: false,
    log: () => {},
    ...options,
  });
  onTestFinished(() => app.close());
  return { app, seen, tried: () => shop.attempts.taken };
}

const json = { "content-type": "application/json" };
const addMug = { productId: "mug", quantity: 1 };
const own = { ...json, origin: "https://shop.test", cookie: "ann" };

test("health is the process alone, readiness names the part that is not usable", async () => {
  const checks = { redis: async () => null, postgresql: async () => "PostgreSQL does not answer." };
  const shop = await openGateway({ checks });
  expect((await shop.app.inject("/healthz")).json()).toEqual({ status: "ok" });
  const ready = await shop.app.inject("/readyz");
  expect([ready.statusCode, ready.json()]).toEqual([
    503,
    { status: "not ready", parts: { postgresql: "PostgreSQL does not answer." } },
  ]);
});

test("a process that is ready tells how it stands, as far as that is known", async () => {
  const checks = { redis: async () => null };
  const standing = await openGateway({ checks, details: async () => ({ projectionLag: { entries: 3 } }) });
  const ready = await standing.app.inject("/readyz");
  expect([ready.statusCode, ready.json()]).toEqual([200, { status: "ready", projectionLag: { entries: 3 } }]);
  const silent = await openGateway({ checks, details: () => Promise.reject(new Error("inner words")) });
  const unknown = await silent.app.inject("/readyz");
  expect([unknown.statusCode, unknown.json()]).toEqual([200, { status: "ready" }]);
});

test("a check that throws is not ready", async () => {
  const checks = { redis: () => Promise.reject(new Error("inner words")) };
  const shop = await openGateway({ checks });
  const ready = await shop.app.inject("/readyz");
  expect(ready.statusCode).toBe(503);
  expect(ready.body).not.toContain("inner words");
});

test("a first change sets the guest's cookie in its own answer", async () => {
  const shop = await openGateway();
  const answer = await shop.app.inject({
    method: "POST",
    url: "/api/trpc/cart.addItem",
    headers: json,
    payload: addMug,
  });
  expect([answer.statusCode, answer.headers["set-cookie"]]).toEqual([200, "guest1"]);
});

test("a read may come as a POST, and no change as a GET", async () => {
  const shop = await openGateway();
  const url = "/api/trpc/pricing.get";
  const read = await shop.app.inject({ method: "POST", url, headers: json, payload: { productId: "mug" } });
  expect([read.statusCode, read.json().result.data]).toEqual([
    200,
    expect.objectContaining({ listPrices: [expect.anything()] }),
  ]);
  const input = encodeURIComponent(JSON.stringify(addMug));
  const change = await shop.app.inject({ url: `/api/trpc/cart.addItem?input=${input}`, headers: { cookie: "ann" } });
  expect(change.statusCode).toBe(405);
  const cart = await shop.app.inject({ url: "/api/trpc/cart.get", headers: { cookie: "ann" } });
  expect(cart.json()).toEqual({ result: { data: null } });
});

test.each([
  ["no origin", { ...json, cookie: "ann" }],
  ["another site's origin", { ...own, origin: "https://evil.test" }],
  ["an opaque origin", { ...own, origin: "null" }],
  ["the right host on another port", { ...own, origin: "https://shop.test:444" }],
  ["a form's type", { ...own, "content-type": "text/plain" }],
  ["a form", { ...own, "content-type": "application/x-www-form-urlencoded" }],
  ["another site's origin without a cookie", { ...json, origin: "https://evil.test" }],
])("a change with %s is refused and changes nothing", async (_name, headers) => {
  const shop = await openGateway();
  const payload = JSON.stringify(addMug);
  const answer = await shop.app.inject({ method: "POST", url: "/api/trpc/cart.addItem", headers, payload });
  expect(answer.statusCode).toBe(403);
  expect(answer.json().error.message).toMatch(/\.$/);
  const cart = await shop.app.inject({ url: "/api/trpc/cart.get", headers: { cookie: "ann" } });
  expect(cart.json()).toEqual({ result: { data: null } });
});

test.each(["https://shop.test", "http://127.0.0.1:4000"])("a change from %s is the shop's own", async (origin) => {
  const shop = await openGateway();
  const headers = { ...own, origin, host: "127.0.0.1:4000" };
  const answer = await shop.app.inject({ method: "POST", url: "/api/trpc/cart.addItem", headers, payload: addMug });
  expect(answer.statusCode).toBe(200);
});

test("signing in from another site is refused before it is tried", async () => {
  const shop = await openGateway();
  const headers = { ...json, origin: "https://evil.test" };
  const payload = JSON.stringify({ email: "ann@example.com", password: "ann's password" });
  const answer = await shop.app.inject({ method: "POST", url: "/api/trpc/account.signIn", headers, payload });
  expect([answer.statusCode, answer.headers["set-cookie"]]).toEqual([403, undefined]);
});

test.each([
  "get-session",
  "sign-in/email",
  "api-key/create",
  "sign-up/email",
  "sign-in/anonymous",
  "sign-in/social",
  "delete-user",
  "update-user",
])("/api/auth/%s is not reachable", async (path) => {
  const shop = await openGateway();
  const answer = await shop.app.inject({ method: "POST", url: `/api/auth/${path}`, headers: own, payload: "{}" });
  expect([answer.statusCode, shop.seen]).toEqual([404, []]);
});

const signIn = (app: FastifyInstance, password: string, more: Record<string, string> = {}) =>
  app.inject({
    method: "POST",
    url: "/api/trpc/account.signIn",
    headers: { ...own, ...more },
    payload: JSON.stringify({ email: "ann@example.com", password }),
  });

test("signing in sets the cookie in its own answer; a wrong password is 401", async () => {
  const shop = await openGateway();
  const wrong = await signIn(shop.app, "not ann's password");
  expect([wrong.statusCode, wrong.headers["set-cookie"]]).toEqual([401, undefined]);
  const right = await signIn(shop.app, "ann's password");
  expect([right.statusCode, right.headers["set-cookie"]]).toEqual([200, "session-of-ann@example.com"]);
});

test("too many attempts to sign in are 429 and say when to come back", async () => {
  const shop = await openGateway();
  for (let tried = 0; tried < 3; tried++) await signIn(shop.app, "a guess");
  const refused = await signIn(shop.app, "ann's password");
  expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([429, "9"]);
  expect(refused.json().error.data.retryAfter).toBe(9);
});

test("nobody chooses their own address", async () => {
  const shop = await openGateway();
  await signIn(shop.app, "a guess", { "x-forwarded-for": "203.0.113.9" });
  expect(shop.tried()).toEqual([["127.0.0.1", "ann@example.com"]]);
});

test("what only a proxy may say never reaches the pages from anyone else", async () => {
  const shop = await openGateway();
  await shop.app.inject({ url: "/", headers: { "x-forwarded-host": "evil.test", forwarded: "host=evil.test" } });
  expect(JSON.stringify(shop.seen)).not.toContain("evil.test");
});

test("one request carries at most twenty calls", async () => {
  const shop = await openGateway();
  const batch = (size: number) =>
    shop.app.inject(`/api/trpc/${Array(size).fill("cart.get").join(",")}?batch=1&input={}`);
  expect((await batch(20)).statusCode).toBe(200);
  expect((await batch(21)).statusCode).toBe(400);
});

test("a trusted proxy names the client's address", async () => {
  const shop = await openGateway({ trustedProxies: ["127.0.0.1"] });
  // what stands before the proxy's own word is only what the client said
  const headers = { "x-forwarded-for": "198.51.100.1, 203.0.113.9" };
  await signIn(shop.app, "a guess", headers);
  expect(shop.tried()).toEqual([["203.0.113.9", "ann@example.com"]]);
});

test("each page has a nonce of its own, in the request for Next and in the answer", async () => {
  const shop = await openGateway();
  const [one, other] = [await shop.app.inject("/"), await shop.app.inject("/")];
  const policy = String(one.headers["content-security-policy"]);
  expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic';/);
  expect(policy).not.toContain("unsafe-eval");
  expect(other.headers["content-security-policy"]).not.toBe(policy);
  expect(shop.seen[0]).toMatchObject({ name: "pages", headers: { "content-security-policy": policy } });
});

test("everything a browser sees has the security headers, with HSTS only under https", async () => {
  const secure = await openGateway();
  const plain = await openGateway({ publicUrl: undefined });
  for (const url of ["/", "/api/trpc/product.list", "/api/auth/get-session", "/api/nothing"]) {
    const { headers } = await secure.app.inject(url);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
    expect(headers).toHaveProperty("strict-transport-security");
    expect((await plain.app.inject(url)).headers).not.toHaveProperty("strict-transport-security");
  }
});

test("a body that is too large is refused with a sentence at every door", async () => {
  const shop = await openGateway();
  const payload = JSON.stringify({ text: "x".repeat(300 * 1024) });
  const headers = { ...own, "x-api-key": "key-of-the-shop" };
  for (const url of ["/api/trpc/cart.addItem", "/api/nothing", "/v1/product/vase", "/some/page"]) {
    const answer = await shop.app.inject({ method: "POST", url, headers, payload });
    expect([url, answer.statusCode]).toEqual([url, 413]);
    expect(JSON.stringify(answer.json())).toMatch(/too large|larger than 256 KB/);
  }
  expect(shop.seen).toEqual([]);
});

test("unknown routes answer as their door does, the rest goes to the pages", async () => {
  const shop = await openGateway();
  const withKey = { "x-api-key": "key-of-the-shop" };
  const rest = await shop.app.inject({ url: "/v1/nothing", headers: withKey });
  expect([rest.statusCode, rest.json()]).toEqual([404, { err: { message: "There is no such route." } }]);
  const api = await shop.app.inject("/api/nothing");
  expect([api.statusCode, api.json().error.message]).toEqual([404, "There is nothing at this address."]);
  const trpc = await shop.app.inject("/api/trpc/cart.nothing");
  expect([trpc.statusCode, trpc.json().error.data.code]).toEqual([404, "NOT_FOUND"]);
  expect((await shop.app.inject("/products/mug")).body).toBe("pages");
});

test("an address that cannot be read is refused in the words of its door", async () => {
  const shop = await openGateway();
  const [rest, page] = [await shop.app.inject("/v1/product/%zz"), await shop.app.inject("/%zz")];
  expect([rest.statusCode, rest.json()]).toEqual([400, { err: { message: "This address cannot be read." } }]);
  expect([page.statusCode, page.json()]).toEqual([400, { error: { message: "This address cannot be read." } }]);
});

test("a broken body is tRPC's to name", async () => {
  const shop = await openGateway();
  const answer = await shop.app.inject({ method: "POST", url: "/api/trpc/cart.addItem", headers: own, payload: "{" });
  expect([answer.statusCode, answer.json().error.data.code]).toEqual([400, "BAD_REQUEST"]);
});
