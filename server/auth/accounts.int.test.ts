import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAgents } from "#agents/registry.ts";
import { type TestRuntime, testRuntime } from "#runtime/testing/test-runtime.ts";
import { type Database, openDatabase } from "#server/db/client.ts";
import { applyMigrations } from "#server/db/schema-engine.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import type { Accounts } from "./accounts.ts";
import { type Auth, createAuth } from "./auth.ts";
import { createAccounts } from "./create-accounts.ts";
import { createSessions } from "./create-sessions.ts";
import { createGuestMoves } from "./guest-moves.ts";
import { createBelongings } from "./move-belongings.ts";
import { createMoveLedger } from "./move-ledger.ts";
import type { Session, Sessions } from "./session.ts";
import { createStaffRoles } from "./staff-roles.ts";

const cookiePrefix = "granary-test";
const password = "a long password";
const nobody = new Headers();

const withCookies = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });

describe.each(databases)("accounts on %s", (_name, start) => {
  let server: TestPostgres;
  let database: Database;
  let runtime: TestRuntime;
  let auth: Auth;
  let sessions: Sessions;
  let accounts: Accounts;
  let time = 0;

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
    sessions = createSessions(auth, { cookiePrefix, now: () => time });
    const ledger = createMoveLedger(database);
    const moves = createGuestMoves({ ledger, belongings: createBelongings(runtime), log: () => {} });
    accounts = createAccounts({ auth, database, sessions, moves, newId: randomUUID });
  });
  afterAll(async () => {
    await runtime?.stop();
    await database?.$disconnect();
    await server?.stop();
  });

  async function newGuest(): Promise<{ guest: Session; headers: Headers }> {
    const { session, cookies } = await sessions.createGuest(nobody);
    return { guest: session, headers: withCookies(cookies) };
  }

  async function newAccount(email: string): Promise<Session> {
    const made = await accounts.signUp({ name: "Ann", email, password }, null, nobody);
    if (!made.ok) throw new Error(made.error);
    const session = await sessions.find(withCookies(made.value.cookies));
    if (session === null) throw new Error("the new account is not signed in");
    return session;
  }

  test("a guest who signs up is a person with the same shopper id and another session", async () => {
    const { guest, headers } = await newGuest();
    const made = await accounts.signUp({ name: "Ann", email: "Ann1@example.com", password }, guest, headers);
    if (!made.ok) throw new Error(made.error);
    expect(await sessions.find(withCookies(made.value.cookies))).toEqual({
      ...guest,
      guest: false,
      name: "Ann",
      email: "ann1@example.com",
    });
    expect(await sessions.find(headers)).toBeNull();
  });

  test("somebody without a session signs up, and signs in again from elsewhere", async () => {
    const made = await newAccount("ann2@example.com");
    expect(made).toMatchObject({ guest: false, role: "shopper" });
    const again = await accounts.signIn({ email: "ANN2@example.com", password }, null, nobody);
    expect(await sessions.find(withCookies(again?.cookies ?? []))).toEqual(made);
  });

  test("an address is one account, however it is written and however many ask at once", async () => {
    const attempts = ["Ann3@example.com", "ann3@EXAMPLE.com", "ann3@example.com"].map((email) =>
      accounts.signUp({ name: "Ann", email, password }, null, nobody),
    );
    const made = await Promise.all(attempts);
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(made.filter((one) => !one.ok).map((one) => !one.ok && one.error)).toEqual(["email_taken", "email_taken"]);
    expect(await database.user.count({ where: { email: "ann3@example.com" } })).toBe(1);
  });

  test("a guest who is refused stays a guest, with no password of an account", async () => {
    await newAccount("ann4@example.com");
    const { guest, headers } = await newGuest();
    const refused = await accounts.signUp({ name: "Ben", email: "ann4@example.com", password }, guest, headers);
    expect(refused).toEqual({ ok: false, error: "email_taken" });
    expect(await sessions.find(headers)).toEqual(guest);
    expect(await database.account.count({ where: { userId: guest.userId } })).toBe(0);
  });

  test("a guest becomes one account, even when two tabs ask at once", async () => {
    const { guest, headers } = await newGuest();
    const made = await Promise.all(
      ["one5@example.com", "two5@example.com"].map((email) =>
        accounts.signUp({ name: "Ann", email, password }, guest, headers),
      ),
    );
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    expect(made).toContainEqual({ ok: false, error: "already_signed_in" });
    expect(await database.account.count({ where: { userId: guest.userId } })).toBe(1);
  });

  test("a wrong password, an unknown address, a guest's placeholder and no address are the same nobody", async () => {
    await newAccount("ann6@example.com");
    const { guest } = await newGuest();
    const { email: placeholder } = await database.user.findUniqueOrThrow({ where: { id: guest.userId } });
    for (const email of ["ann6@example.com", "stranger@example.com", placeholder, "nothing", ""])
      expect(await accounts.signIn({ email, password: `not ${password}` }, null, nobody)).toBeNull();
    const long = { email: "ann6@example.com", password: "x".repeat(1_000) };
    expect(await accounts.signIn(long, null, nobody)).toBeNull();
  });

  test("signing out ends the session and takes the cookie away", async () => {
    const made = await accounts.signUp({ name: "Ann", email: "ann7@example.com", password }, null, nobody);
    if (!made.ok) throw new Error(made.error);
    const headers = withCookies(made.value.cookies);
    const cookies = await accounts.signOut(headers);
    expect(await sessions.find(headers)).toBeNull();
    expect(cookies.join()).toContain("Max-Age=0");
    time += 600_000;
    expect(await sessions.find(headers)).toBeNull();
  });

  test("signing in ends the session whose place it takes", async () => {
    const made = await accounts.signUp({ name: "Ann", email: "ann8@example.com", password }, null, nobody);
    if (!made.ok) throw new Error(made.error);
    const old = withCookies(made.value.cookies);
    await newAccount("ben8@example.com");
    expect(await accounts.signIn({ email: "ben8@example.com", password }, null, old)).not.toBeNull();
    expect(await sessions.find(old)).toBeNull();
  });

  test("a role given to a person is in their next session, and only staff is listed", async () => {
    const staff = createStaffRoles(database);
    const { userId } = await newAccount("ann9@example.com");
    expect(await staff.userIdOf("Ann9@example.com")).toBe(userId);
    for (const stranger of ["stranger@example.com", "ann9@example.com\0", "\ud800@example.com"]) {
      expect(await staff.userIdOf(stranger)).toBeNull();
    }
    await staff.set(userId, "publisher");
    expect(await staff.list()).toEqual([{ userId, name: "Ann", email: "ann9@example.com", role: "publisher" }]);
    const again = await accounts.signIn({ email: "ann9@example.com", password }, null, nobody);
    expect(await sessions.find(withCookies(again?.cookies ?? []))).toMatchObject({ role: "publisher" });
    await staff.set(userId, "shopper");
    expect(await staff.list()).toEqual([]);
  });
});
