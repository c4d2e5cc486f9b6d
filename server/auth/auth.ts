import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { anonymous } from "better-auth/plugins";
import { MAX_PASSWORD, MIN_PASSWORD } from "#lib/password.ts";
import type { Log } from "#runtime/log.ts";
import type { Database } from "#server/db/client.ts";

const days = 24 * 60 * 60;

type Options = {
  database: Database;
  secret: string;
  /** Tells the cookies of shops apart that run on one host: browsers share cookies between ports. */
  cookiePrefix: string;
  publicUrl: string | undefined;
  newShopperId: () => string;
  log: Log;
};

/** People and programs: guests, e-mail and password, API keys. None of its routes is reachable: the API calls it. */
export function createAuth({ database, secret, cookiePrefix, publicUrl, newShopperId, log }: Options) {
  return betterAuth({
    secret,
    // only a name where no address is known: origins are compared by the gateway, which sees the request
    baseURL: publicUrl ?? "http://localhost",
    basePath: "/api/auth",
    database: prismaAdapter(database, { provider: "postgresql" }),
    // accounts are made by create-accounts.ts, which keeps the guest's shopper id
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
    },
    user: {
      additionalFields: {
        role: { type: "string", required: false, defaultValue: "shopper", input: false },
        shopperId: { type: "string", required: false, defaultValue: newShopperId, input: false },
      },
    },
    session: { expiresIn: 90 * days, updateAge: 1 * days },
    // the gateway compares Origin with the address that the request was made to
    trustedOrigins: (request) => [request?.headers.get("origin")],
    plugins: [
      // the guest's rows stay until their cart has arrived at the account signed in to
      anonymous({ disableDeleteAnonymousUser: true }),
      apiKey({ rateLimit: { enabled: false }, enableSessionForAPIKeys: false }),
    ],
    advanced: {
      cookiePrefix,
      useSecureCookies: publicUrl?.startsWith("https://") ?? false,
      ipAddress: { ipAddressHeaders: ["x-forwarded-for"] },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: "warn", log: (level, message) => log(level === "error" ? "error" : "warn", `auth: ${message}`) },
  });
}

export type Auth = ReturnType<typeof createAuth>;
