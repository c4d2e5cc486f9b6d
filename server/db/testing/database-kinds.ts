import { startShadow } from "../shadow-database.ts";

export type TestDatabase = { url: string; stop(): Promise<void> };

async function startPglite(): Promise<TestDatabase> {
  const shadow = await startShadow();
  return { url: shadow.url, stop: async () => shadow[Symbol.asyncDispose]() };
}

/** The databases that every database suite runs on. */
export const databaseKinds = [{ name: "PGlite", start: startPglite }];
