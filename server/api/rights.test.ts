import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { appRouter } from "./root.ts";
import { apiKey, openApi } from "./testing/open-api.ts";

const callers = [
  "page",
  "nobody",
  "guest",
  "shopper",
  "viewer",
  "merchandiser",
  "publisher",
  "admin",
  "key",
  "shopper's page",
] as const;
type Called = (typeof callers)[number];

/** `unasked`: let in without looking up who it is; `welcomed`: let in as a new guest. */
type Outcome = "in" | "unasked" | "welcomed" | "UNAUTHORIZED" | "FORBIDDEN";
type Rights = Record<Called, Outcome>;

const everybody = (outcome: Outcome): Rights => ({
  page: outcome,
  nobody: outcome,
  guest: outcome,
  shopper: outcome,
  viewer: outcome,
  merchandiser: outcome,
  publisher: outcome,
  admin: outcome,
  key: outcome,
  "shopper's page": outcome,
});

const viewer: Rights = {
  ...everybody("in"),
  page: "UNAUTHORIZED",
  nobody: "UNAUTHORIZED",
  guest: "FORBIDDEN",
  shopper: "FORBIDDEN",
  "shopper's page": "FORBIDDEN",
  key: "UNAUTHORIZED",
};

const kinds = {
  public: everybody("unasked"),
  visitor: everybody("in"),
  shopper: { ...everybody("in"), page: "UNAUTHORIZED", nobody: "welcomed", key: "welcomed" },
  signing: { ...everybody("in"), page: "UNAUTHORIZED", "shopper's page": "UNAUTHORIZED" },
  viewer,
  staff: { ...viewer, viewer: "FORBIDDEN", key: "unasked" },
  admin: { ...viewer, viewer: "FORBIDDEN", merchandiser: "FORBIDDEN", publisher: "FORBIDDEN" },
} satisfies Record<string, Rights>;

/** Who may call what. */
const kindOf: Record<string, keyof typeof kinds> = {
  "account.details": "visitor",
  "account.get": "visitor",
  "account.signIn": "signing",
  "account.signOut": "signing",
  "account.signUp": "signing",
  "admin.deadLetters.count": "viewer",
  "admin.deadLetters.discard": "staff",
  "admin.deadLetters.get": "viewer",
  "admin.deadLetters.list": "viewer",
  "admin.deadLetters.outcome": "viewer",
  "admin.deadLetters.replay": "staff",
  "admin.me": "viewer",
  "admin.orders.cancel": "staff",
  "admin.orders.get": "viewer",
  "admin.orders.list": "viewer",
  "admin.orders.ship": "staff",
  "admin.prices.get": "viewer",
  "admin.prices.history": "viewer",
  "admin.prices.preview": "viewer",
  "admin.prices.revise": "staff",
  "admin.products": "viewer",
  "assistant.get": "visitor",
  "assistant.recommend": "shopper",
  "cart.addItem": "shopper",
  "cart.checkout": "shopper",
  "cart.clear": "shopper",
  "cart.get": "visitor",
  "cart.removeItem": "shopper",
  "cart.setBillingAddress": "shopper",
  "cart.setEmail": "shopper",
  "cart.setQuantity": "shopper",
  "cart.setShippingAddress": "shopper",
  "history.list": "visitor",
  "live.changes": "visitor",
  "order.get": "visitor",
  "order.timeline": "visitor",
  "pricing.get": "public",
  "pricing.getPrice": "public",
  "pricing.initialize": "staff",
  "pricing.update": "staff",
  "product.get": "public",
  "product.list": "public",
  "search.facets": "public",
  "search.products": "public",
  "staff.list": "admin",
  "staff.setRole": "admin",
};

test("every procedure has its kind", () => {
  expect(Object.keys(kindOf).toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
});

/** What becomes of a call without an input, for each caller: rights come before it is looked at. */
async function outcomesOf(path: string): Promise<Record<string, Outcome>> {
  const shop = await openApi();
  for (const role of ["viewer", "merchandiser", "publisher", "admin"] as const) shop.sessions.add(role, role);
  const guest = await shop.dependencies.sessions.createGuest(new Headers());
  const headers: Record<Called, Record<string, string>> = {
    page: {},
    nobody: {},
    guest: { cookie: guest.cookies.join() },
    shopper: { cookie: "ann" },
    viewer: { cookie: "viewer" },
    merchandiser: { cookie: "merchandiser" },
    publisher: { cookie: "publisher" },
    admin: { cookie: "admin" },
    key: { "x-api-key": apiKey },
    "shopper's page": { cookie: "ann" },
  };
  let asked = false;
  const { find } = shop.sessions;
  shop.dependencies.sessions.find = (given) => {
    asked = true;
    return find(given);
  };
  const outcomes: Record<string, Outcome> = {};
  for (const called of callers) {
    asked = false;
    const before = shop.sessions.made;
    const { api } = shop.request({ headers: headers[called], page: called.endsWith("page") });
    const refused = await refusalOf(() => callAt(api, path));
    outcomes[called] = refused ?? (shop.sessions.made > before ? "welcomed" : asked ? "in" : "unasked");
  }
  return outcomes;
}

function callAt(api: object, path: string): unknown {
  const procedure = path.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), api);
  if (typeof procedure !== "function") throw new Error(`There is no ${path}.`);
  return procedure();
}

/** A bad input or a thing that is not there is no matter of rights. */
async function refusalOf(call: () => unknown): Promise<"UNAUTHORIZED" | "FORBIDDEN" | null> {
  try {
    await call();
    return null;
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return error.code === "UNAUTHORIZED" || error.code === "FORBIDDEN" ? error.code : null;
  }
}

test.each(Object.entries(kindOf))("%s lets in and refuses as a %s procedure", async (path, kind) => {
  expect(await outcomesOf(path)).toEqual(kinds[kind]);
});

const change = {
  productId: "mug",
  msrpPrices: [],
  listPrices: [{ price: { amount: 999, currency: "USD" }, region: "global" }],
  salePrices: [],
};

test.each([
  { "x-api-key": apiKey },
  { authorization: `Bearer ${apiKey}` },
  { authorization: `Basic ${Buffer.from(`anyone:${apiKey}`).toString("base64")}` },
])("a program changes prices by its key: %o", async (headers) => {
  const shop = await openApi();
  expect(await shop.request({ headers }).api.pricing.update(change)).toMatchObject({ ok: true });
  expect(await shop.as("ann").pricing.getPrice({ productId: "mug" })).toMatchObject({ price: { amount: 999 } });
});

test("an unknown key is nobody", async () => {
  const shop = await openApi();
  const { api } = shop.request({ headers: { "x-api-key": "guess" } });
  await expect(api.pricing.update(change)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
