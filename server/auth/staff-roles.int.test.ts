import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { named } from "#server/api/people.ts";
import { type Database, openDatabase } from "#server/db/client.ts";
import { applyMigrations } from "#server/db/schema-engine.ts";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { createPeople } from "./people.ts";
import { createStaffRoles } from "./staff-roles.ts";

describe.each(databases)("who works for the shop, on %s", (_name, start) => {
  let server: TestPostgres;
  let database: Database;
  beforeAll(async () => {
    server = await start();
    await applyMigrations(server.url);
    database = openDatabase(server.url);
  });
  afterAll(async () => {
    await database?.$disconnect();
    await server?.stop();
  });
  beforeEach(async () => {
    await database.user.deleteMany();
    const people = { ann: "admin", ben: "admin", cleo: "viewer", dora: "shopper" };
    const data = Object.entries(people).map(([id, role]) => ({
      id,
      name: `${id} the ${role}`,
      email: `${id}@example.com`,
      shopperId: `shopper-${id}`,
      role,
    }));
    await database.user.createMany({ data });
  });

  const admins = async () => (await createStaffRoles(database).list()).filter(({ role }) => role === "admin");

  test("a role is given and taken", async () => {
    const staff = createStaffRoles(database);
    expect(await staff.set("dora", "publisher")).toBe("set");
    expect(await staff.set("cleo", "shopper")).toBe("set");
    expect((await staff.list()).map(({ userId, role }) => [userId, role])).toEqual([
      ["ann", "admin"],
      ["ben", "admin"],
      ["dora", "publisher"],
    ]);
  });

  test("the last admin stays one, whoever is made what", async () => {
    const staff = createStaffRoles(database);
    expect(await staff.set("ann", "shopper")).toBe("set");
    expect(await staff.set("ben", "viewer")).toBe("last_admin");
    expect(await staff.set("ben", "admin")).toBe("set");
    expect(await staff.set("dora", "viewer")).toBe("set");
    expect((await admins()).map(({ userId }) => userId)).toEqual(["ben"]);
  });

  test("two admins who take each other's role at once leave one", async () => {
    const staff = createStaffRoles(database);
    const outcomes = await Promise.all([staff.set("ann", "shopper"), staff.set("ben", "shopper")]);
    expect(outcomes.toSorted()).toEqual(["last_admin", "set"]);
    expect(await admins()).toHaveLength(1);
  });

  test("people and keys have names, shoppers have none, and nobody while the database is away", async () => {
    await database.apikey.create({ data: { id: "k1", key: "hash", referenceId: "ann", name: "first key" } });
    const callers = [
      { kind: "staff", id: "ann" },
      { kind: "staff", id: "gone" },
      { kind: "key", id: "k1" },
      { kind: "shopper", id: "dora" },
      { kind: "system", id: "demo" },
    ] as const;
    const whoIs = await named(createPeople(database), callers);
    expect(callers.map((caller) => whoIs(caller).name)).toEqual(["ann the admin", null, "first key", null, null]);
    const away = createPeople(openDatabase("postgresql://nobody@127.0.0.1:1/nothing"));
    expect((await named(away, callers))({ kind: "staff", id: "ann" }).name).toBeNull();
    await database.apikey.deleteMany();
  });
});
