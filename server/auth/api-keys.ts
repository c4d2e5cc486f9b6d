import { hash } from "node:crypto";
import type { Auth } from "./auth.ts";
import { remember } from "./remembered.ts";

/** A program that may use the REST and staff doors, named by its key's id. */
export type ApiKey = { id: string; ownerId: string };

export interface ApiKeys {
  find(key: string): Promise<ApiKey | null>;
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
  return {
    async find(key) {
      const found = await byHash.get(hashKey(key));
      return found !== null && found.expiresAt > now() ? found.key : null;
    },
  };
}
