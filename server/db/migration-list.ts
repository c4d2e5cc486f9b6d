import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../prisma/", import.meta.url));

const schemaFile = join(root, "schema.prisma");
export const migrationsFolder = join(root, "migrations");
const lockFile = "migration_lock.toml";

/** The names of the migrations that a shop of this version has, oldest first. */
export function migrationNames(): string[] {
  if (!existsSync(migrationsFolder)) return [];
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations with their text, in the form in which the schema engine takes them. */
export function migrationList() {
  const lock = join(migrationsFolder, lockFile);
  return {
    baseDir: migrationsFolder,
    shadowDbInitScript: "",
    lockfile: { path: lockFile, content: existsSync(lock) ? readFileSync(lock, "utf8") : null },
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** The schema with its path, in the form in which the schema engine takes it. */
export const schemaFiles = () => [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }];
