// by PostgreSQL's, Node's and Prisma's words for it
const hints: Record<string, string> = {
  "Can't reach database server": "Nothing answers at DATABASE_URL. Is PostgreSQL running there?",
  ECONNREFUSED: "Nothing answers at DATABASE_URL. Is PostgreSQL running there?",
  ENOTFOUND: "The host in DATABASE_URL is not known.",
  ETIMEDOUT: "The database did not answer in time.",
  "28P01": "PostgreSQL refused the password in DATABASE_URL.",
  "28000": "PostgreSQL refused the user in DATABASE_URL.",
  "3D000": "The database named in DATABASE_URL does not exist.",
  "42501": "The user in DATABASE_URL may not change this database.",
};

function causes(error: unknown): unknown[] {
  if (!(error instanceof Object)) return [];
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const inner = [cause, ...(Array.isArray(errors) ? errors : [])].filter((it) => it !== undefined && it !== error);
  return [error, ...inner.flatMap(causes)];
}

/** One readable sentence for what went wrong with the database, with the original words behind it. */
export function describeDatabaseError(error: unknown): string {
  const told = error instanceof Error ? error.message : String(error);
  // Prisma puts the call that failed and many empty lines before what happened
  const words = told
    .replace(/Invalid `.*` invocation.*:/, "")
    .replace(/\s+/g, " ")
    .trim();
  const known = Object.keys(hints).find(
    (sign) =>
      words.includes(sign) ||
      causes(error).some((one) => {
        const { code, originalCode } = one as { code?: unknown; originalCode?: unknown };
        return code === sign || originalCode === sign;
      }),
  );
  return known === undefined ? `The database failed: ${words}` : `${hints[known]} (${words || known})`;
}
