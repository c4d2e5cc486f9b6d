import type { Accounts } from "#server/auth/accounts.ts";
import type { StaffMember, StaffRoles } from "#server/auth/staff-roles.ts";
import type { SignInAttempts } from "../context.ts";

/** Accounts without a database: everybody's password is their name and "'s password". */
export function memoryAccounts(): Accounts & { readonly calls: unknown[] } {
  const calls: unknown[] = [];
  return {
    calls,
    async signUp({ name, email }, guest) {
      calls.push(["signUp", name, email, guest?.userId ?? null]);
      if (email === "taken@example.com") return { ok: false, error: "email_taken" };
      return { ok: true, value: { cookies: [`session-of-${email}`], arrived: true } };
    },
    async signIn({ email, password }, guest) {
      calls.push(["signIn", email, guest?.userId ?? null]);
      if (password !== `${email.split("@")[0]}'s password`) return null;
      return { cookies: [`session-of-${email}`], arrived: true };
    },
    async signOut() {
      calls.push(["signOut"]);
      return ["no-session"];
    },
  };
}

export function memoryStaffRoles(): StaffRoles & { readonly members: StaffMember[] } {
  const members: StaffMember[] = [];
  return {
    members,
    list: async () => members,
    userIdOf: async (email) => (email === "nobody@example.com" ? null : `user-${email.split("@")[0]}`),
    async set(userId, role) {
      if (userId === "user-last-admin") return "last_admin";
      if (role !== "shopper") members.push({ userId, name: userId, email: `${userId}@example.com`, role });
      return "set";
    },
  };
}

/** Admits three wrong attempts, then says nine seconds. */
export function memoryAttempts(): SignInAttempts & { readonly taken: [string, string | null][] } {
  const taken: [string, string | null][] = [];
  let left = 3;
  return {
    taken,
    take(address, email) {
      taken.push([address, email]);
      if (left === 0) return 9;
      left -= 1;
      return 0;
    },
    giveBack() {
      left += 1;
    },
  };
}
