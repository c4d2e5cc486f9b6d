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
export async function ensureOwner(auth: Auth, { admin, apiKey }: Credentials): Promise<void> {
  const { adapter, internalAdapter, password } = await auth.$context;
  const findAdmin = async () => (await internalAdapter.findUserByEmail(admin.email))?.user;

  const hash = hashKey(apiKey);
  const findKey = () => adapter.findOne<ApiKeyRow>({ model: "apikey", where: [{ field: "key", value: hash }] });

  const existing = await findAdmin();
  const user =
    existing ??
    (await unlessMadeMeanwhile(
      () =>
        internalAdapter.createUser(
          { email: admin.email, name: "Admin", emailVerified: true, role: "admin" },
          { method: "other" },
        ),
      findAdmin,
    ));
  const accounts = await internalAdapter.findAccounts(user.id);
  if (!accounts.some((account) => account.providerId === "credential")) {
    const stored = await password.hash(admin.password);
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: "credential",
      accountId: user.id,
      password: stored,
    });
  }
  if ((await findKey()) !== null) return;
  await unlessMadeMeanwhile(
    () =>
      adapter.create({
        model: "apikey",
        data: {
          configId: "default",
          name: "first key",
          start: apiKey.slice(0, 6),
          key: hash,
          referenceId: user.id,
          enabled: true,
          rateLimitEnabled: false,
          createdAt: new Date(),
          updatedAt: new Date(),
        },
      }),
    async () => (await findKey()) ?? undefined,
  );
}

async function unlessMadeMeanwhile<T>(make: () => Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    const made = await find();
    if (made === undefined) throw error;
    return made;
  }
}
