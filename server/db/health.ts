import type { Database } from "./client.ts";
import { migrationNames } from "./migration-list.ts";

/** Null when the database answers, else a sentence. */
export async function checkDatabase(database: Database): Promise<string | null> {
  return database.$queryRaw`SELECT 1`.then(
    () => null,
    () => "PostgreSQL does not answer.",
  );
}

/** Null when every migration of this version is applied, else a sentence that names the missing ones. */
export async function checkMigrations(database: Database): Promise<string | null> {
  const finished = database.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const rows = await finished.catch(() => null);
  if (rows === null) return "The list of applied migrations cannot be read.";
  const applied = new Set(rows.map((row) => row.migration_name));
  const missing = migrationNames().filter((name) => !applied.has(name));
  return missing.length === 0
    ? null
    : `Migrations are missing: ${missing.join(", ")}. Run "node server/db/migrate.ts".`;
}
