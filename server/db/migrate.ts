import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BadConfiguration, readDatabaseUrl } from "#server/env.ts";
import { describeDatabaseError } from "./database-error.ts";
import { migrationsFolder } from "./migration-list.ts";
import { applyMigrations, missingMigration } from "./schema-engine.ts";

const usage = `node server/db/migrate.ts                apply the missing migrations to DATABASE_URL
node server/db/migrate.ts create <name>  write the migration that leads to prisma/schema.prisma`;

async function apply(): Promise<void> {
  const applied = await applyMigrations(readDatabaseUrl());
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
}

async function create(name: string): Promise<void> {
  const { startShadow } = await import("./shadow-database.ts");
  const [main, shadow] = await Promise.all([startShadow(), startShadow()]);
  const sql = await missingMigration(main.url, shadow.url);
  if (sql === null) return console.log("The migrations already lead to the schema.");
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  console.log(`Wrote ${folder}`);
}

async function main([command = "apply", name]: string[]): Promise<number> {
  try {
    if (command === "apply") await apply();
    else if (command === "create" && name && /^[a-z0-9_]+$/.test(name)) await create(name);
    else {
      console.error(usage);
      return 2;
    }
    return 0;
  } catch (error) {
    console.error(error instanceof BadConfiguration ? error.message : describeDatabaseError(error));
    return 1;
  }
}

// the engine's pools keep the process alive
process.exit(await main(process.argv.slice(2)));
