import fs from "node:fs";
import path from "node:path";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import { runCommand } from "#server/supervisor/run-command.ts";
import { sourceHash } from "#server/supervisor/source-hash.ts";

interface Migration {
  project: string;
  databaseUrl: string;
  /** Of an embedded database: where to keep the mark that spares its next start the look. */
  markIn: string | undefined;
}

const program = "server/db/migrate.ts";

/** Brings the database to the newest migration. */
export async function migrateDatabase({ project, databaseUrl, markIn }: Migration): Promise<void> {
  const mark = markIn === undefined ? undefined : path.join(markIn, "migrations");
  const wanted = sourceHash(project, ["prisma/migrations", program]);
  if (mark && fs.existsSync(mark) && fs.readFileSync(mark, "utf8") === wanted) return;
  const { code, output } = await runCommand(process.execPath, [program], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  if (code !== 0) {
    throw new CannotStart(`${output.trim()}\nThe database could not be migrated: see the lines above.`);
  }
  if (mark) fs.writeFileSync(mark, wanted);
}
