import { getSessionCookie } from "better-auth/cookies";
import type { Auth } from "./auth.ts";
import { remember } from "./remembered.ts";
import { type Session, type Sessions, staffRoles } from "./session.ts";

type UserRow = {
  id: string;
  name: string;
  email: string;
  role?: string | null | undefined;
  shopperId?: string | null | undefined;
  isAnonymous?: boolean | null | undefined;
};

function toSession(user: UserRow): Session {
  if (!user.shopperId) throw new Error(`user ${user.id} has no shopper id`);
  const guest = user.isAnonymous === true;
  return {
    userId: user.id,
    shopperId: user.shopperId,
    role: staffRoles.find((role) => role === user.role) ?? "shopper",
    guest,
    name: user.name,
    email: guest ? null : user.email,
  };
}

/** Sessions by cookie, each looked up at most once in a few seconds. */
export function createSessions(auth: Auth, options: { cookiePrefix: string; now: () => number }): Sessions {
  const tokenOf = (headers: Headers) => getSessionCookie(headers, { cookiePrefix: options.cookiePrefix });
  const byCookie = remember<Session | null>({
    load: async (cookie) => {
      const found = await auth.api.getSession({ headers: new Headers({ cookie }) });
      return found === null ? null : toSession(found.user);
    },
    freshFor: (session) => (session === null ? 1_000 : 5_000),
    staleFor: 60_000,
    max: 20_000,
    now: options.now,
  });
  const keyOf = async (token: string) => {
    const { authCookies } = await auth.$context;
    return `${authCookies.sessionToken.name}=${token}`;
  };

  return {
    async find(headers) {
      const token = tokenOf(headers);
      return token === null ? null : byCookie.get(await keyOf(token));
    },
    async createGuest(headers) {
      const { response, headers: answered } = await auth.api.signInAnonymous({ headers, returnHeaders: true });
      const context = await auth.$context;
      const user = await context.internalAdapter.findUserById(response.user.id);
      if (user === null) throw new Error("the guest just made cannot be found");
      return { session: toSession(user), cookies: answered.getSetCookie() };
    },
    async forget(headers) {
      const token = tokenOf(headers);
      if (token !== null) byCookie.forget(await keyOf(token));
    },
  };
}
