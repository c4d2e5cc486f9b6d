import type { CountFacets } from "#agents/product-search/product-search.contract.ts";
import { Fault } from "#runtime/faults.ts";
import type { Histories } from "#runtime/history.ts";
import type { Letters } from "#runtime/letters.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { Accounts } from "#server/auth/accounts.ts";
import type { ApiKey, ApiKeys } from "#server/auth/api-keys.ts";
import type { Session, Sessions } from "#server/auth/session.ts";
import type { StaffRoles } from "#server/auth/staff-roles.ts";
import type { Live } from "#server/live/live.ts";
import type { Catalogue } from "./catalogue.ts";
import type { OrderIndex } from "./order-index.ts";
import type { People } from "./people.ts";
import { presentedKey } from "./presented-key.ts";
import type { ProductTable } from "./product-table.ts";

/** What the API works on; the composition root passes it in. */
export type ApiDependencies = {
  runtime: Runtime & Histories & Letters;
  catalogue: Catalogue;
  countFacets: CountFacets;
  productTable: ProductTable;
  orderIndex: OrderIndex;
  people: People;
  sessions: Sessions;
  apiKeys: ApiKeys;
  accounts: Accounts;
  staffRoles: StaffRoles;
  attempts: SignInAttempts;
  live: Live;
  now: () => number;
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

export type Context = Omit<ApiDependencies, "sessions" | "apiKeys" | "admitGuest"> & {
  request: ApiRequest;
  session: () => Promise<Session | null>;
  /** The session that the request's cookie has by now, for what lasts longer than a request. */
  sessionNow: () => Promise<Session | null>;
  apiKey: () => Promise<ApiKey | null>;
  /** The request's session, or that of a guest made now, once for all calls of one request. */
  sessionOrGuest: () => Promise<Session | "no_cookies" | "too_many">;
};

/** The context of one request. Nothing is looked up before a procedure asks for it, and nothing twice. */
export function createContext(dependencies: ApiDependencies, request: ApiRequest): Context {
  const { sessions, apiKeys, admitGuest, ...passedOn } = dependencies;

  const sessionNow = () => reachable(sessions.find(request.headers));
  const session = once(sessionNow);
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

  return { ...passedOn, request, session, sessionNow, apiKey, sessionOrGuest };
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
