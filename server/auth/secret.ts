import { createHash, randomUUID } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The secret that signs cookies: made once and kept in the data folder, so that a restart signs nobody out. */
export async function keepSecret(dataDir: string, makeSecret: () => string): Promise<string> {
  const path = join(dataDir, "auth-secret");
  const made = `${path}.${randomUUID()}`;
  try {
    // whoever reads it finds all of it: it gets its name, which only one process can give, when it is whole
    await writeFile(made, makeSecret(), { mode: 0o600, flag: "wx" });
    await link(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(made, { force: true });
  }
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length < 32) throw new Error(`${path} is damaged; delete it and start again (everybody is signed out).`);
  return secret;
}

/** Names a shop's cookies after its secret: the same after a restart, another for the shop on the next port. */
export const cookiePrefixOf = (secret: string): string =>
  `granary-${createHash("sha256").update(`cookie ${secret}`).digest("hex").slice(0, 8)}`;
