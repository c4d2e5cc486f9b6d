import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type ApiKeyRow, hashKey } from "./api-keys.ts";
import type { Auth } from "./auth.ts";

const Credentials = z.object({
  admin: z.object({ email: z.email(), password: z.string().min(10) }),
  apiKey: z.string().min(20),
});
export type Credentials = z.output<typeof Credentials>;

/** The credentials that the first start wrote down, or null where nobody did. */
export async function readCredentials(dataDir: string): Promise<Credentials | null> {
  const path = join(dataDir, "credentials.json");
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const read = Credentials.safeParse(parseJson(text));
  if (!read.success) throw new Error(`${path} is damaged: ${z.prettifyError(read.error)}`);
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the admin and their API key unless they exist. Several processes may do so at once. */
export async function ensureOwner(auth: Auth, credentials: Credentials): Promise<void> {
  const userId = await ensureAdmin(auth, credentials.admin);
  await ensureKey(auth, userId, credentials.apiKey);
}

async function ensureAdmin(auth: Auth, { email, password }: Credentials["admin"]): Promise<string> {
  const context = await auth.$context;
  const { id } = await findOrMake(
    async () => (await context.internalAdapter.findUserByEmail(email))?.user,
    () =>
      context.internalAdapter.createUser(
        { email, name: "Admin", emailVerified: true, role: "admin" },
        { method: "email-password" },
      ),
  );
  await findOrMake(
    async () => (await context.internalAdapter.findAccounts(id)).find(({ providerId }) => providerId === "credential"),
    async () =>
      context.internalAdapter.linkAccount({
        userId: id,
        providerId: "credential",
        accountId: id,
        password: await context.password.hash(password),
      }),
  );
  return id;
}

async function ensureKey(auth: Auth, ownerId: string, apiKey: string): Promise<void> {
  const { adapter } = await auth.$context;
  const key = hashKey(apiKey);
  const stamp = new Date();
  await findOrMake(
    async () =>
      (await adapter.findOne<ApiKeyRow>({ model: "apikey", where: [{ field: "key", value: key }] })) ?? undefined,
    () =>
      adapter.create<Record<string, unknown>, ApiKeyRow>({
        model: "apikey",
        data: {
          configId: "default",
          name: "first key",
          start: apiKey.slice(0, 6),
          key,
          referenceId: ownerId,
          enabled: true,
          rateLimitEnabled: false,
          createdAt: stamp,
          updatedAt: stamp,
        },
      }),
  );
}

/** Making fails on a unique column when another process made it meanwhile: then it is found. */
async function findOrMake<T>(find: () => Promise<T | undefined>, make: () => Promise<T>): Promise<T> {
  const found = await find();
  if (found !== undefined) return found;
  try {
    return await make();
  } catch (error) {
    const made = await find();
    if (made === undefined) throw error;
    return made;
  }
}
