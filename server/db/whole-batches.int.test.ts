import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { databases } from "#server/testing/postgres-server.ts";

test.each(databases)("connections to %s that ask at once get their own answers", async (_name, start) => {
  const server = await start();
  const clients = Array.from({ length: 6 }, () => new pg.Client({ connectionString: server.url }));
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await server.stop();
  });
  await Promise.all(clients.map((client) => client.connect()));
  await Promise.all(
    clients.map(async (client, own) => {
      for (let round = 0; round < 60; round++) {
        // two shapes, so that a statement of another connection is no accident that passes
        const text = own % 2 ? "SELECT $1::int AS own" : "SELECT $1::int + 0 AS own, $2::text AS word";
        const values = own % 2 ? [own] : [own, `word ${round}`];
        if (round % 5 === 0) await client.query("BEGIN");
        const { rows } = await client.query({ text, values });
        if (round % 5 === 0) await client.query("COMMIT");
        expect(rows[0].own).toBe(own);
      }
    }),
  );
});
