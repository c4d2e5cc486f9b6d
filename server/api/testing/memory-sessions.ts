import type { Session, Sessions } from "#server/auth/session.ts";

/** Sessions without a database: the cookie is the shopper's name. */
export function memorySessions(): Sessions & {
  add(cookie: string, role?: Session["role"]): void;
  /** The session ends, as by signing out elsewhere. */
  end(cookie: string): void;
  readonly made: number;
} {
  const byCookie = new Map<string, Session>();
  let made = 0;
  const sessionOf = (name: string, role: Session["role"], guest: boolean): Session => ({
    userId: `user-${name}`,
    shopperId: `shopper-${name}`,
    role,
    guest,
    name,
    email: guest ? null : `${name}@example.com`,
  });
  return {
    add: (cookie, role = "shopper") => void byCookie.set(cookie, sessionOf(cookie, role, false)),
    end: (cookie) => void byCookie.delete(cookie),
    get made() {
      return made;
    },
    find: async (headers) => byCookie.get(headers.get("cookie") ?? "") ?? null,
    createGuest: async () => {
      made += 1;
      const cookie = `guest${made}`;
      const session = sessionOf(cookie, "shopper", true);
      byCookie.set(cookie, session);
      return { session, cookies: [cookie] };
    },
    forget: async () => {},
  };
}
