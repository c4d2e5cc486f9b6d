import { hash } from "node:crypto";
import type { Auth } from "./auth.ts";
import { remember } from "./remembered.ts";

/** A program that may use the REST and staff doors, named by its key's id. */
export type ApiKey = { id: string; ownerId: string };

export interface ApiKeys {
  find(key: string): Promise<ApiKey | null>;
  /** What is known of it in memory; undefined where it must be found. */
  known(key: string): ApiKey | null | undefined;
}

export type ApiKeyRow = {
  id: string;
  referenceId: string;
  enabled: boolean;
  expiresAt: Date | null;
};

/** Longer than any key that is given out; what is longer is not kept in memory. */
const longest = 256;

/** How the api-key plugin stores a key. */
export const hashKey = (key: string): string => hash("sha256", key, "base64url");

/**
 * API keys, known from memory on the hot path. A revoked key is refused within half a minute; while the database is
 * away, keys known before keep working for some minutes.
 */
export function createApiKeys(auth: Auth, now: () => number): ApiKeys {
  const kept = remember<{ key: ApiKey; expiresAt: number } | null>({
    load: async (key) => {
      const { adapter } = await auth.$context;
      const where = [{ field: "key", value: hashKey(key) }];
      const row = await adapter.findOne<ApiKeyRow>({ model: "apikey", where });
      if (row === null || !row.enabled) return null;
      const expiresAt = row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
      return { key: { id: row.id, ownerId: row.referenceId }, expiresAt };
    },
    freshFor: (found) => (found === null ? 2_000 : 30_000),
    staleFor: 300_000,
    max: 10_000,
    now,
  });
  const valid = (found: { key: ApiKey; expiresAt: number } | null) =>
    found !== null && found.expiresAt > now() ? found.key : null;

  return {
    find: async (key) => (key.length > longest ? null : valid(await kept.get(key))),
    known(key) {
      const found = kept.fresh(key);
      return found === undefined ? undefined : valid(found);
    },
  };
}
