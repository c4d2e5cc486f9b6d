import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The secret that signs cookies: made once and kept in the data folder, so that a restart signs nobody out. */
export async function keepSecret(dataDir: string, makeSecret: () => string): Promise<string> {
  const path = join(dataDir, "auth-secret");
  try {
    // "wx" fails when another process of the same shop was first
    await writeFile(path, makeSecret(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length < 32) throw new Error(`${path} is damaged; delete it and start again (everybody is signed out).`);
  return secret;
}

/** Names a shop's cookies after its secret: the same after a restart, another for the shop on the next port. */
export const cookiePrefixOf = (secret: string): string =>
  `granary-${createHash("sha256").update(`cookie ${secret}`).digest("hex").slice(0, 8)}`;
