import { isAPIError } from "better-auth/api";
import type { Database } from "#server/db/client.ts";
import type { Accounts, Credentials, SignedIn } from "./accounts.ts";
import type { Auth } from "./auth.ts";
import type { GuestMoves } from "./guest-moves.ts";
import { isTaken, register } from "./register.ts";
import type { Session, Sessions } from "./session.ts";

type Options = { auth: Auth; database: Database; sessions: Sessions; moves: GuestMoves; newId: () => string };

/** What is kept with a session; never the old cookie, which better-auth would take for a guest to be linked. */
function placeOf(headers: Headers): Headers {
  const names = ["user-agent", "x-forwarded-for"];
  return new Headers(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : [])));
}

export function createAccounts({ auth, database, sessions, moves, newId }: Options): Accounts {
  async function open(
    credentials: Credentials,
    headers: Headers,
  ): Promise<{ userId: string; cookies: string[] } | null> {
    try {
      const made = await auth.api.signInEmail({ body: credentials, headers: placeOf(headers), returnHeaders: true });
      return { userId: made.response.user.id, cookies: made.headers.getSetCookie() };
    } catch (error) {
      if (isAPIError(error) && error.statusCode < 500) return null;
      throw error;
    }
  }

  async function bringAlong(guest: Session | null, userId: string, headers: Headers): Promise<boolean> {
    const { shopperId } = await database.user.findUniqueOrThrow({ where: { id: userId }, select: { shopperId: true } });
    if (guest !== null) {
      await moves.begin({ guestUserId: guest.userId, fromShopperId: guest.shopperId, toShopperId: shopperId });
      // before anything moves: what is put into the guest's cart now would be left behind
      await sessions.forget(headers);
    }
    return moves.finish(shopperId);
  }

  return {
    async signUp({ name, email, password }, guest, headers) {
      const { password: passwords } = await auth.$context;
      const person = {
        userId: guest?.userId ?? newId(),
        accountId: newId(),
        shopperId: guest?.shopperId ?? newId(),
        name,
        email: email.toLowerCase(),
        passwordHash: await passwords.hash(password),
      };
      try {
        if (!(await register(database, person, guest !== null))) return { ok: false, error: "already_signed_in" };
      } catch (error) {
        if (isTaken(error)) return { ok: false, error: "email_taken" };
        throw error;
      }
      // whoever knew the guest's cookie does not know the account's
      await database.session.deleteMany({ where: { userId: person.userId } });
      await sessions.forget(headers);
      const opened = await open({ email, password }, headers);
      if (opened === null) throw new Error("the account just made cannot be signed in to");
      return { ok: true, value: { cookies: opened.cookies, arrived: true } };
    },

    async signIn(credentials, guest, headers): Promise<SignedIn | null> {
      const opened = await open(credentials, headers);
      if (opened === null) return null;
      const arrived = await bringAlong(guest, opened.userId, headers);
      if (guest === null) {
        // the session that this one takes the place of
        await auth.api.signOut({ headers });
        await sessions.forget(headers);
      }
      return { cookies: opened.cookies, arrived };
    },

    async signOut(headers) {
      const { headers: answered } = await auth.api.signOut({ headers, returnHeaders: true });
      await sessions.forget(headers);
      return answered.getSetCookie();
    },
  };
}
