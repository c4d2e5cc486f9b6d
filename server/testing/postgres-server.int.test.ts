import pg from "pg";
import { expect, test } from "vitest";
import { databases } from "#server/testing/postgres-server.ts";

test.each(databases)("%s starts empty with trigram search and stops for good", async (_name, start) => {
  const database = await start();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
  const { rows } = await client.query("SELECT similarity($1, $2) AS near", ["granary", "granery"]);
  expect(rows[0].near).toBeGreaterThan(0.4);
  await client.end();
  await database.stop();
  await expect(new pg.Client({ connectionString: database.url }).connect()).rejects.toThrow();
});
