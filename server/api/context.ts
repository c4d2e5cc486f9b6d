import type { CountFacets } from "#agents/product-search/product-search.contract.ts";
import { Fault } from "#runtime/faults.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { Accounts } from "#server/auth/accounts.ts";
import type { ApiKey, ApiKeys } from "#server/auth/api-keys.ts";
import type { Session, Sessions } from "#server/auth/session.ts";
import type { StaffRoles } from "#server/auth/staff-roles.ts";
import type { Catalogue } from "./catalogue.ts";
import { presentedKey } from "./presented-key.ts";

/** What the API works on; the composition root passes it in. */
export type ApiDependencies = {
  runtime: Runtime;
  catalogue: Catalogue;
  countFacets: CountFacets;
  sessions: Sessions;
  apiKeys: ApiKeys;
  accounts: Accounts;
  staffRoles: StaffRoles;
  attempts: SignInAttempts;
  /** Whether this address may make one more guest now. */
  admitGuest: (address: string) => boolean;
};

/** Slows down guessing, by address and by account. */
export interface SignInAttempts {
  /** Counts one attempt, at an account unless one is only being made: 0 when it may be made, else the seconds to wait. */
  take(address: string, email: string | null): number;
  /** The attempt was right and does not count. */
  giveBack(address: string, email: string): void;
}

/** One request, however it came in. */
export type ApiRequest = {
  headers: Headers;
  address: string;
  /** Null where no cookie can be set any more, as while a page renders: then no guest can be made. */
  setCookie: ((cookie: string) => void) | null;
};

export type Context = {
  runtime: Runtime;
  catalogue: Catalogue;
  countFacets: CountFacets;
  accounts: Accounts;
  staffRoles: StaffRoles;
  attempts: SignInAttempts;
  request: ApiRequest;
  session: () => Promise<Session | null>;
  apiKey: () => Promise<ApiKey | null>;
  /** The request's session, or that of a guest made now, once for all calls of one request. */
  sessionOrGuest: () => Promise<Session | "no_cookies" | "too_many">;
};

/** The context of one request. Nothing is looked up before a procedure asks for it, and nothing twice. */
export function createContext(dependencies: ApiDependencies, request: ApiRequest): Context {
  const { runtime, catalogue, countFacets, accounts, staffRoles, attempts, sessions, apiKeys, admitGuest } =
    dependencies;

  const session = once(() => reachable(sessions.find(request.headers)));
  const apiKey = once(async () => {
    const key = presentedKey(request.headers);
    return key === null ? null : reachable(apiKeys.find(key));
  });
  const sessionOrGuest = once(async () => {
    const found = await session();
    if (found !== null) return found;
    if (request.setCookie === null) return "no_cookies";
    if (!admitGuest(request.address)) return "too_many";
    const guest = await reachable(sessions.createGuest(request.headers));
    for (const cookie of guest.cookies) request.setCookie(cookie);
    return guest.session;
  });

  return { runtime, catalogue, countFacets, accounts, staffRoles, attempts, request, session, apiKey, sessionOrGuest };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

async function reachable<T>(lookup: Promise<T>): Promise<T> {
  try {
    return await lookup;
  } catch (cause) {
    throw new Fault("unavailable", "people cannot be looked up", { cause });
  }
}
