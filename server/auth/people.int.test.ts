import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Id } from "#lib/ids.ts";
import { type Database, openDatabase } from "#server/db/client.ts";
import { applyMigrations } from "#server/db/schema-engine.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { createApiKeys, hashKey } from "./api-keys.ts";
import { type Auth, createAuth } from "./auth.ts";
import { createSessions } from "./create-sessions.ts";
import { ensureOwner } from "./ensure-owner.ts";

const cookiePrefix = "granary-test";
const owner = { admin: { email: "owner@example.com", password: "a-long-password" }, apiKey: "gr_0123456789abcdefghij" };

const toCookie = (cookies: string[]) => cookies.map((cookie) => cookie.split(";")[0]).join("; ");

describe.each(databases)("people on %s", (_name, start) => {
  let server: TestPostgres;
  let database: Database;
  let auth: Auth;
  let time = 0;
  const now = () => time;

  beforeAll(async () => {
    server = await start();
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
  });
  afterAll(async () => {
    await database?.$disconnect();
    await server?.stop();
  });

  test("a guest's cookie leads back to the guest", async () => {
    const sessions = createSessions(auth, { cookiePrefix, now });
    const { session, cookies } = await sessions.createGuest(new Headers());
    expect(session).toMatchObject({ guest: true, role: "shopper", email: null });
    expect(Id.parse(session.shopperId)).not.toBe(session.userId);
    expect(await sessions.find(new Headers({ cookie: toCookie(cookies) }))).toEqual(session);
  });

  test("two guests are two shoppers", async () => {
    const sessions = createSessions(auth, { cookiePrefix, now });
    const [one, other] = await Promise.all([sessions.createGuest(new Headers()), sessions.createGuest(new Headers())]);
    expect(one.session.shopperId).not.toBe(other.session.shopperId);
  });

  test("no cookie and a forged cookie are nobody", async () => {
    const sessions = createSessions(auth, { cookiePrefix, now });
    expect(await sessions.find(new Headers())).toBeNull();
    const forged = new Headers({ cookie: `${cookiePrefix}.session_token=${"x".repeat(32)}.${"y".repeat(43)}%3D` });
    expect(await sessions.find(forged)).toBeNull();
  });

  test("signing out ends the session at once in this process", async () => {
    const sessions = createSessions(auth, { cookiePrefix, now });
    const { cookies } = await sessions.createGuest(new Headers());
    const headers = new Headers({ cookie: toCookie(cookies) });
    expect(await sessions.find(headers)).not.toBeNull();
    await auth.api.signOut({ headers });
    expect(await sessions.find(headers)).not.toBeNull();
    await sessions.forget(headers);
    expect(await sessions.find(headers)).toBeNull();
  });

  test("the owner is made once, however many processes start", async () => {
    await Promise.all([ensureOwner(auth, owner), ensureOwner(auth, owner), ensureOwner(auth, owner)]);
    await ensureOwner(auth, owner);
    expect(await database.user.count({ where: { role: "admin" } })).toBe(1);
    expect(await database.account.count({ where: { user: { role: "admin" } } })).toBe(1);
    expect(await database.apikey.count()).toBe(1);
  });

  test("the owner signs in with the written password and is staff", async () => {
    await ensureOwner(auth, owner);
    const { headers } = await auth.api.signInEmail({ body: owner.admin, returnHeaders: true });
    const sessions = createSessions(auth, { cookiePrefix, now });
    const found = await sessions.find(new Headers({ cookie: toCookie(headers.getSetCookie()) }));
    expect(found).toMatchObject({ role: "admin", guest: false, email: owner.admin.email });
  });

  test("nobody can make themselves staff or sign up yet", async () => {
    const body = { email: "me@example.com", password: "a-long-password", name: "Me", role: "admin" };
    await expect(auth.api.signUpEmail({ body })).rejects.toThrow();
    expect(await database.user.count({ where: { email: body.email } })).toBe(0);
  });

  test("a key is known by its value, and refused soon after it is disabled", async () => {
    await ensureOwner(auth, owner);
    const keys = createApiKeys(auth, now);
    expect(keys.known(owner.apiKey)).toBeUndefined();
    const found = await keys.find(owner.apiKey);
    expect(found).toMatchObject({ id: expect.any(String) });
    expect(keys.known(owner.apiKey)).toEqual(found);
    expect(await keys.find(`${owner.apiKey}x`)).toBeNull();
    expect(keys.known(`${owner.apiKey}x`)).toBeUndefined();
    await database.apikey.update({ where: { key: hashKey(owner.apiKey) }, data: { enabled: false } });
    time += 60_000;
    expect(keys.known(owner.apiKey)).toBeUndefined();
    expect(await keys.find(owner.apiKey)).toBeNull();
    await database.apikey.update({ where: { key: hashKey(owner.apiKey) }, data: { enabled: true } });
  });

  test("a database that is away is an error, never a stranger", async () => {
    const sessions = createSessions(auth, { cookiePrefix, now });
    const keys = createApiKeys(auth, now);
    const { session, cookies } = await sessions.createGuest(new Headers());
    const headers = new Headers({ cookie: toCookie(cookies) });
    expect(await sessions.find(headers)).toEqual(session);
    await server.stop();
    time += 10_000;
    expect(await sessions.find(headers)).toEqual(session);
    time += 3_600_000;
    await expect(sessions.find(headers)).rejects.toThrow();
    await expect(keys.find(owner.apiKey)).rejects.toThrow();
    await expect(sessions.createGuest(new Headers())).rejects.toThrow();
  });
});
