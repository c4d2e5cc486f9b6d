import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { databases, type TestPostgres } from "#server/testing/postgres-server.ts";
import { openDatabase } from "./client.ts";
import { checkDatabase, checkMigrations } from "./health.ts";
import { migrationNames } from "./migration-list.ts";
import { applyMigrations, missingMigration } from "./schema-engine.ts";
import { startShadow } from "./shadow-database.ts";

describe.each(databases)("migrations on %s", (_name, start) => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.stop());

  test("each is applied once, in order", async () => {
    const database = openDatabase(server.url);
    expect(await checkMigrations(database)).toContain("cannot be read");
    expect(await applyMigrations(server.url)).toEqual(migrationNames());
    expect(await applyMigrations(server.url)).toEqual([]);
    expect(await checkMigrations(database)).toBeNull();
    expect(await checkDatabase(database)).toBeNull();
    await database.$disconnect();
  });

  test("a migration that was never applied is named", async () => {
    const database = openDatabase(server.url);
    await applyMigrations(server.url);
    const [first = ""] = migrationNames();
    await database.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ${first}`;
    expect(await checkMigrations(database)).toContain(first);
    await database.$disconnect();
  });
});

// the comparison takes seconds of its own on a busy machine
test("the migrations lead to the schema", { timeout: 180_000 }, async () => {
  const [main, shadow] = await Promise.all([startShadow(), startShadow()]);
  onTestFinished(async () => void (await Promise.all([main.stop(), shadow.stop()])));
  expect(await missingMigration(main.url, shadow.url)).toBeNull();
});

test("a database that is away is a sentence", async () => {
  const database = openDatabase("postgresql://nobody@127.0.0.1:1/nothing");
  expect(await checkDatabase(database)).toMatch(/does not answer/);
  await database.$disconnect();
});
