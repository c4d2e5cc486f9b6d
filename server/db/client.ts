import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client.ts";

export type Database = PrismaClient;

/**
 * Opens the one pool of a process. It stays small and names no prepared statements: behind DATABASE_URL may be PGlite,
 * where all connections share one session.
 */
export function openDatabase(url: string): Database {
  const pool = { connectionString: url, max: 8, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 };
  return new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: "minimal" });
}
