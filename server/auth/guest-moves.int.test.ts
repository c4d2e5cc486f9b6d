import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cart } from "#agents/cart/cart.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { purchaseHistory } from "#agents/purchase-history/purchase-history.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { type TestRuntime, testRuntime } from "#runtime/testing/test-runtime.ts";
import { address } from "#server/api/testing/open-api.ts";
import { type Database, openDatabase } from "#server/db/client.ts";
import { applyMigrations } from "#server/db/schema-engine.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import type { Accounts } from "./accounts.ts";
import { type Auth, createAuth } from "./auth.ts";
import { createAccounts } from "./create-accounts.ts";
import { createSessions } from "./create-sessions.ts";
import { createGuestMoves, type GuestMoves } from "./guest-moves.ts";
import { createBelongings } from "./move-belongings.ts";
import { createMoveLedger } from "./move-ledger.ts";
import type { Session, Sessions } from "./session.ts";

const cookiePrefix = "granary-test";
const password = "a long password";
const nobody = new Headers();

/** The calls of a move that has no cart before it, in their order. */
const steps = ["begin", "pending", "moveCart", "moveHistory", "end"] as const;
type Step = (typeof steps)[number];
type Crash = { step: Step; when: "before" | "after" };
const crashes: Crash[] = steps.flatMap((step) => [
  { step, when: "before" as const },
  { step, when: "after" as const },
]);

/** The same object, whose one method fails as a process does that dies before or after what it does. */
function dying<T extends object>(whole: T, { step, when }: Crash): T {
  const call = Reflect.get(whole, step) as ((...args: unknown[]) => Promise<unknown>) | undefined;
  if (call === undefined) return whole;
  const die = async (...args: unknown[]) => {
    if (when === "after") await call(...args);
    throw new Error(`died ${when} ${step}`);
  };
  return { ...whole, [step]: die };
}

describe.each(databases)("a guest's things on their way, on %s", (_name, start) => {
  let server: TestPostgres;
  let database: Database;
  let runtime: TestRuntime;
  let auth: Auth;
  let sessions: Sessions;
  let count = 0;

  beforeAll(async () => {
    [server, runtime] = await Promise.all([start(), testRuntime({ agents: createAgents() })]);
    await applyMigrations(server.url);
    database = openDatabase(server.url);
    auth = createAuth({
      database,
      secret: "s".repeat(32),
      cookiePrefix,
      publicUrl: "http://shop.test",
      newShopperId: randomUUID,
      log: () => {},
    });
    // what is tested here is no password, and a real hash takes its time on purpose
    const { password: passwords } = await auth.$context;
    passwords.hash = async (text) => `plain ${text}`;
    passwords.verify = async ({ hash, password: text }) => hash === `plain ${text}`;
    // each lookup is a new one: a process that died remembers nothing
    sessions = createSessions(auth, { cookiePrefix, now: () => (count += 60_000) });
    for (const id of ["mug", "bowl"]) {
      await system().ask(product, id).initializeProduct({ name: id, brand: "Clay", description: "", tags: [] });
      const listPrices = [{ price: { amount: 1_250, currency: "USD" }, region: "global" }];
      await system().ask(pricing, id).initializePricing({ msrpPrices: [], listPrices, salePrices: [] });
    }
  });
  afterAll(async () => {
    await runtime?.stop();
    await database?.$disconnect();
    await server?.stop();
  });

  const system = () => runtime.as({ kind: "system", id: "test" });

  function process(crash?: Crash): { accounts: Accounts; moves: GuestMoves } {
    const ledger = createMoveLedger(database);
    const belongings = createBelongings(runtime);
    const moves = createGuestMoves({
      ledger: crash ? dying(ledger, crash) : ledger,
      belongings: crash ? dying(belongings, crash) : belongings,
      log: () => {},
    });
    return { moves, accounts: createAccounts({ auth, database, sessions, moves, newId: randomUUID }) };
  }

  async function buy(shopperId: string): Promise<void> {
    const own = system().ask(cart, shopperId);
    await own.addItem({ productId: "mug", quantity: 1 });
    await own.updateEmail({ email: "ann@example.com" });
    await own.updateBillingAddress({ address });
    expect(await own.checkout({})).toMatchObject({ ok: true });
  }

  /** An account with two mugs and an order, and a guest with three mugs, a bowl and an order. */
  async function open() {
    const email = `${randomUUID()}@example.com`;
    const made = await process().accounts.signUp({ name: "Ann", email, password }, null, nobody);
    if (!made.ok) throw new Error(made.error);
    const { shopperId: accountId } = await database.user.findUniqueOrThrow({ where: { email } });
    const { session: guest, cookies } = await sessions.createGuest(nobody);
    for (const shopperId of [accountId, guest.shopperId]) await buy(shopperId);
    await system().ask(cart, accountId).addItem({ productId: "mug", quantity: 2 });
    await system().ask(cart, guest.shopperId).addItem({ productId: "mug", quantity: 3 });
    await system().ask(cart, guest.shopperId).addItem({ productId: "bowl", quantity: 1 });
    const headers = new Headers({ cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });
    return { credentials: { email, password }, accountId, guest, headers };
  }

  async function expectArrivedOnce(accountId: string, guest: Session, headers: Headers): Promise<void> {
    const [own, left] = await Promise.all([accountId, guest.shopperId].map((id) => system().query(cart, id).getCart()));
    expect(own?.items.map(({ productId, quantity }) => [productId, quantity])).toEqual([
      ["mug", 5],
      ["bowl", 1],
    ]);
    expect(left?.items).toEqual([]);
    expect(await system().query(purchaseHistory, accountId).getOrders()).toHaveLength(2);
    expect(await database.user.count({ where: { id: guest.userId } })).toBe(0);
    expect(await database.guestMove.count({ where: { guestUserId: guest.userId } })).toBe(0);
    expect(await sessions.find(headers)).toBeNull();
  }

  test("arrive in the account signed in to", async () => {
    const { credentials, accountId, guest, headers } = await open();
    expect(await process().accounts.signIn(credentials, guest, headers)).toMatchObject({ arrived: true });
    await expectArrivedOnce(accountId, guest, headers);
  });

  test.each(crashes)("arrive once at the next sign-in after a crash $when $step", async (crash) => {
    const { credentials, accountId, guest, headers } = await open();
    await process(crash)
      .accounts.signIn(credentials, guest, headers)
      .catch(() => "died");
    // the cookie is still the guest's, and where it is not any more there is no session
    const again = await process().accounts.signIn(credentials, await sessions.find(headers), headers);
    expect(again).toMatchObject({ arrived: true });
    await expectArrivedOnce(accountId, guest, headers);
  });

  test.each(crashes.filter(({ step, when }) => step !== "begin" || when === "after"))(
    "arrive once when a process starts after a crash $when $step",
    async (crash) => {
      const { credentials, accountId, guest, headers } = await open();
      await process(crash)
        .accounts.signIn(credentials, guest, headers)
        .catch(() => "died");
      expect(await process().moves.finish()).toBe(true);
      await expectArrivedOnce(accountId, guest, headers);
    },
  );

  test.each(["session", "guestMove"] as const)(
    "arrive once after a crash inside a step, between its writes, before that of %s",
    async (table) => {
      const { credentials, accountId, guest, headers } = await open();
      const broken = { deleteMany: () => Promise.reject(new Error("died")) };
      const { user, session, guestMove } = database;
      const own = { user, session, guestMove: { ...guestMove, createMany: guestMove.createMany.bind(guestMove) } };
      const findMany = guestMove.findMany.bind(guestMove);
      const half = { ...own, [table]: { ...own[table], findMany, ...broken } } as unknown as Database;
      const ledger = createMoveLedger(half);
      const moves = createGuestMoves({ ledger, belongings: createBelongings(runtime), log: () => {} });
      await createAccounts({ auth, database, sessions, moves, newId: randomUUID })
        .signIn(credentials, guest, headers)
        .catch(() => "died");
      expect(await database.guestMove.count({ where: { guestUserId: guest.userId } })).toBe(1);
      expect(await process().moves.finish()).toBe(true);
      await expectArrivedOnce(accountId, guest, headers);
    },
  );

  test("stay where they are when the process dies before the move has begun", async () => {
    const { credentials, guest, headers } = await open();
    const dead = process({ step: "begin", when: "before" });
    await expect(dead.accounts.signIn(credentials, guest, headers)).rejects.toThrow("died");
    expect(await sessions.find(headers)).toEqual(guest);
    expect((await system().query(cart, guest.shopperId).getCart())?.items).toHaveLength(2);
  });

  test("arrive once when many processes finish the same move", async () => {
    const { credentials, accountId, guest, headers } = await open();
    await process({ step: "moveCart", when: "before" }).accounts.signIn(credentials, guest, headers);
    await Promise.all([1, 2, 3].map(() => process().moves.finish()));
    await expectArrivedOnce(accountId, guest, headers);
  });

  test("go to the first of two accounts signed in to", async () => {
    const [first, second] = [await open(), await open()];
    await process({ step: "moveCart", when: "before" }).accounts.signIn(first.credentials, first.guest, first.headers);
    await process().accounts.signIn(second.credentials, first.guest, first.headers);
    await process().moves.finish();
    await expectArrivedOnce(first.accountId, first.guest, first.headers);
    expect((await system().query(cart, second.accountId).getCart())?.items).toMatchObject([{ quantity: 2 }]);
  });

  test("one that cannot arrive yet holds up no other, and signing in works", async () => {
    const [stuck, other] = [await open(), await open()];
    const broken = createBelongings(runtime);
    const moves = createGuestMoves({
      ledger: createMoveLedger(database),
      belongings: {
        ...broken,
        moveCart: (move) =>
          move.toShopperId === stuck.accountId ? Promise.reject(new Error("away")) : broken.moveCart(move),
      },
      log: () => {},
    });
    const accounts = createAccounts({ auth, database, sessions, moves, newId: randomUUID });
    const signedIn = await accounts.signIn(stuck.credentials, stuck.guest, stuck.headers);
    expect([signedIn?.arrived, signedIn?.cookies.length]).toEqual([false, 1]);
    await process({ step: "moveCart", when: "before" }).accounts.signIn(other.credentials, other.guest, other.headers);
    expect(await moves.finish()).toBe(false);
    await expectArrivedOnce(other.accountId, other.guest, other.headers);
    expect(await process().moves.finish()).toBe(true);
    await expectArrivedOnce(stuck.accountId, stuck.guest, stuck.headers);
  });
});
