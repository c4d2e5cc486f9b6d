import type { Database } from "#server/db/client.ts";

export type NewAccount = {
  userId: string;
  accountId: string;
  shopperId: string;
  name: string;
  email: string;
  passwordHash: string;
};

/**
 * Makes the person and their password in one statement, so that neither is ever without the other. A guest's own row
 * becomes the person's and keeps its shopper id; false when that row is no guest's any more.
 */
export async function register(database: Database, person: NewAccount, isGuest: boolean): Promise<boolean> {
  const { userId, accountId, shopperId, name, email, passwordHash } = person;
  const rows = isGuest
    ? await database.$executeRaw`
        WITH person AS (
          UPDATE "user" SET name = ${name}, email = ${email}, is_anonymous = false, updated_at = now()
          WHERE id = ${userId} AND is_anonymous RETURNING id
        )
        INSERT INTO account (id, account_id, provider_id, user_id, password)
        SELECT ${accountId}, id, 'credential', id, ${passwordHash} FROM person`
    : await database.$executeRaw`
        WITH person AS (
          INSERT INTO "user" (id, name, email, shopper_id) VALUES (${userId}, ${name}, ${email}, ${shopperId})
          RETURNING id
        )
        INSERT INTO account (id, account_id, provider_id, user_id, password)
        SELECT ${accountId}, id, 'credential', id, ${passwordHash} FROM person`;
  return rows === 1;
}

// PostgreSQL's name for the unique index of "user".email
const emailIndex = "user_email_key";

/** Whether the database refused because somebody has this e-mail address already. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && JSON.stringify(Reflect.get(error, "meta") ?? {}).includes(emailIndex);
