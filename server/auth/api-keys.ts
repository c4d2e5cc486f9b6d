import { hash } from "node:crypto";
import type { Auth } from "./auth.ts";
import { remember } from "./remembered.ts";

/** A program that may use the REST and staff doors, named by its key's id. */
export type ApiKey = { id: string; ownerId: string };

export interface ApiKeys {
  find(key: string): Promise<ApiKey | null>;
  /** The key, where it was found lately: costs no promise and no hash. Undefined where it must be looked up. */
  known(key: string): ApiKey | undefined;
}

export type ApiKeyRow = {
  id: string;
  referenceId: string;
  enabled: boolean;
  expiresAt: Date | null;
};

/** How the api-key plugin stores a key. */
export const hashKey = (key: string): string => hash("sha256", key, "base64url");

/**
 * API keys, known from memory on the hot path. A revoked key is refused within half a minute; while the database is
 * away, keys known before keep working for some minutes.
 */
export function createApiKeys(auth: Auth, now: () => number): ApiKeys {
  const byHash = remember<{ key: ApiKey; expiresAt: number } | null>({
    load: async (hashed) => {
      const { adapter } = await auth.$context;
      const row = await adapter.findOne<ApiKeyRow>({ model: "apikey", where: [{ field: "key", value: hashed }] });
      if (row === null || !row.enabled) return null;
      const expiresAt = row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
      return { key: { id: row.id, ownerId: row.referenceId }, expiresAt };
    },
    freshFor: (found) => (found === null ? 2_000 : 30_000),
    staleFor: 300_000,
    max: 10_000,
    now,
  });
  /** Of keys that exist only: what strangers present may be long, many, and secrets of somewhere else. */
  const hashes = new Map<string, string>();
  const isValid = (found: { expiresAt: number }) => found.expiresAt > now();

  return {
    async find(key) {
      const hashed = hashKey(key);
      const found = await byHash.get(hashed);
      if (found !== null && isValid(found)) {
        hashes.set(copyOf(key), hashed);
        return found.key;
      }
      hashes.delete(key);
      return null;
    },
    known(key) {
      const hashed = hashes.get(key);
      const found = hashed === undefined ? undefined : byHash.fresh(hashed);
      return found && isValid(found) ? found.key : undefined;
    },
  };
}

/** A text of its own: one that was cut out of a header would keep all of that in memory. */
const copyOf = (text: string) => Buffer.from(text).toString();
