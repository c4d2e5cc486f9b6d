import { describe, expect, test } from "vitest";
import { cartMove } from "#agents/cart-move/cart-move.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { address, openApi } from "./testing/open-api.ts";

const password = "ann's password";
const person = { name: "Cleo", email: "Cleo@Example.com", password: "a long password" };

/** An API whose cookie `guest1` is a guest's. */
async function openWithGuest() {
  const shop = await openApi();
  await shop.request({}).api.cart.addItem({ productId: "mug", quantity: 1 });
  return shop;
}

describe("signing in", () => {
  test("sets the cookie and takes the guest along", async () => {
    const shop = await openWithGuest();
    const { api, cookies } = shop.request({ headers: { cookie: "guest1" } });
    expect(await api.account.signIn({ email: " Ann@Example.com ", password })).toEqual({ arrived: true });
    expect(cookies).toEqual(["session-of-ann@example.com"]);
    expect(shop.accounts.calls).toEqual([["signIn", "ann@example.com", "user-guest1"]]);
  });

  test("takes nobody along who is signed in already", async () => {
    const shop = await openApi();
    await shop.as("ben").account.signIn({ email: "ann@example.com", password });
    expect(shop.accounts.calls).toEqual([["signIn", "ann@example.com", null]]);
  });

  test("an unknown address and a wrong password are refused in the same words", async () => {
    const shop = await openApi();
    const tried = ["ann@example.com", "stranger@example.com", "not an address", ""].map((email) =>
      shop
        .request({})
        .api.account.signIn({ email, password: "a guess" })
        .catch((error: unknown) => error),
    );
    const [first, ...others] = (await Promise.all(tried.slice(0, 3))).map(String);
    expect(new Set(others)).toEqual(new Set([first]));
    expect(first).toContain("do not fit together");
    await Promise.all(tried);
  });

  test("wrong attempts are counted, right ones are not", async () => {
    const shop = await openApi();
    const attempt = (guess: string) =>
      shop.request({}).api.account.signIn({ email: "ann@example.com", password: guess });
    for (let n = 0; n < 5; n++) await attempt(password);
    for (let n = 0; n < 3; n++) await expect(attempt("a guess")).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(attempt(password)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect(shop.accounts.calls).toHaveLength(8);
  });

  test("each of many calls in one request is an attempt of its own", async () => {
    const shop = await openApi();
    const { api } = shop.request({});
    const tried = Array.from({ length: 20 }, () =>
      api.account.signIn({ email: "ann@example.com", password: "a guess" }),
    );
    await Promise.allSettled(tried);
    expect(shop.accounts.calls).toHaveLength(3);
  });

  test("a page that renders signs nobody in, up or out", async () => {
    const shop = await openApi();
    const { api } = shop.request({ page: true, headers: { cookie: "ann" } });
    const tried = [api.account.signIn({ email: "ann@example.com", password }), api.account.signUp(person)];
    for (const one of [...tried, api.account.signOut()])
      await expect(one).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(shop.accounts.calls).toEqual([]);
  });
});

describe("signing up", () => {
  test("makes the account of the guest and sets the cookie", async () => {
    const shop = await openWithGuest();
    const { api, cookies } = shop.request({ headers: { cookie: "guest1" } });
    expect(await api.account.signUp({ ...person, name: " Cleo " })).toEqual({ ok: true, value: null });
    expect(cookies).toEqual(["session-of-Cleo@Example.com"]);
    expect(shop.accounts.calls).toEqual([["signUp", "Cleo", "Cleo@Example.com", "user-guest1"]]);
  });

  test.each([
    [{ name: "  " }, ["name"]],
    [{ name: "x".repeat(201) }, ["name"]],
    [{ email: "cleo@nowhere" }, ["email"]],
    [{ password: "123456789" }, ["password"]],
    [{ password: "x".repeat(129) }, ["password"]],
    [{ name: "", email: "", password: "" }, ["name", "email", "password"]],
  ])("%o is refused by the names of the fields, and is no attempt", async (wrong, fields) => {
    const shop = await openApi();
    const { api, cookies } = shop.request({});
    const refused = await api.account.signUp({ ...person, ...wrong });
    expect(refused).toEqual({ ok: false, error: { code: "not_valid", detail: { fields } } });
    expect([shop.accounts.calls, shop.attempts.taken, cookies]).toEqual([[], [], []]);
  });

  test("an address that somebody has is refused, and one who is signed in has an account", async () => {
    const shop = await openApi();
    const taken = await shop.request({}).api.account.signUp({ ...person, email: "taken@example.com" });
    expect(taken).toMatchObject({ ok: false, error: { code: "email_taken" } });
    expect(await shop.as("ann").account.signUp(person)).toMatchObject({ error: { code: "already_signed_in" } });
  });

  test("nobody tries address after address", async () => {
    const shop = await openApi();
    const attempt = () => shop.request({}).api.account.signUp({ ...person, email: "taken@example.com" });
    for (let n = 0; n < 3; n++) await attempt();
    await expect(attempt()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  });
});

test("signing out takes the cookie away from an account and never from a guest", async () => {
  const shop = await openWithGuest();
  const account = shop.request({ headers: { cookie: "ann" } });
  await account.api.account.signOut();
  expect(account.cookies).toEqual(["no-session"]);
  for (const headers of [{ cookie: "guest1" }, {}]) {
    const other = shop.request({ headers });
    await other.api.account.signOut();
    expect(other.cookies).toEqual([]);
  }
});

test("a guest has no account", async () => {
  const shop = await openWithGuest();
  expect(await shop.as("guest1").account.get()).toBeNull();
  expect(await shop.request({}).api.account.get()).toBeNull();
  expect(await shop.as("ann").account.get()).toEqual({ name: "ann", email: "ann@example.com", role: "shopper" });
});

test("what was typed for the newest order is known for the next", async () => {
  const shop = await openApi();
  const ann = shop.as("ann");
  expect(await ann.account.details()).toBeNull();
  await ann.cart.addItem({ productId: "mug", quantity: 1 });
  await ann.cart.setEmail({ email: "ann@home.example" });
  await ann.cart.setBillingAddress({ address });
  await ann.cart.setShippingAddress({ address: { ...address, street: "Mill Lane 7" } });
  await ann.cart.checkout({ quote: (await ann.cart.get())?.quote ?? "", key: "k1" });
  expect(await ann.account.details()).toMatchObject({
    email: "ann@home.example",
    billingAddress: address,
    shippingAddress: { street: "Mill Lane 7" },
  });
});

test("an order of a guest is the account's once the guest's things have moved there", async () => {
  const shop = await openWithGuest();
  const guest = shop.as("guest1");
  await guest.cart.setEmail({ email: "guest@example.com" });
  await guest.cart.setBillingAddress({ address });
  const bought = await guest.cart.checkout({ quote: (await guest.cart.get())?.quote ?? "", key: "k1" });
  if (!bought.ok) throw new Error(bought.error.code);
  const { orderId } = bought.value;
  await expect(shop.as("ann").order.get({ orderId })).rejects.toMatchObject({ code: "NOT_FOUND" });

  await shop.system.ask(cartMove, "shopper-guest1").move({ to: "shopper-ann" });
  const orders = await shop.system.query(purchaseHistory, "shopper-guest1").getOrders();
  await shop.system.ask(purchaseHistory, "shopper-ann").absorb({ orders });
  expect(await shop.as("ann").order.get({ orderId })).toMatchObject({ orderId });
  await expect(shop.as("ben").order.get({ orderId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("roles", () => {
  const change = { email: "ben@example.com", role: "merchandiser" } as const;

  test("an admin makes somebody staff", async () => {
    const shop = await openApi();
    shop.sessions.add("boss", "admin");
    expect(await shop.as("boss").staff.setRole(change)).toEqual({ ok: true, value: null });
    expect(await shop.as("boss").staff.list()).toMatchObject([{ userId: "user-ben", role: "merchandiser" }]);
  });

  test("an admin changes neither their own role nor a stranger's nor the last admin's", async () => {
    const shop = await openApi();
    shop.sessions.add("boss", "admin");
    const attempt = (email: string) => shop.as("boss").staff.setRole({ email, role: "shopper" });
    expect(await attempt("boss@example.com")).toMatchObject({ error: { code: "own_role" } });
    expect(await attempt("nobody@example.com")).toMatchObject({ error: { code: "person_not_found" } });
    expect(await attempt("last-admin@example.com")).toMatchObject({ error: { code: "last_admin" } });
  });
});
