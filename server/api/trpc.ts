import { initTRPC, TRPCError } from "@trpc/server";
import type { Caller } from "#runtime/contract.ts";
import { isStaff, mayWrite, type Session } from "#server/auth/session.ts";
import type { Context } from "./context.ts";
import { describeError, toTrpcError } from "./errors.ts";

/** The shopper of a request: the only cart, orders and history that it reaches. */
export type Shopper = { id: string; caller: Caller };

const t = initTRPC.context<Context>().create({
  isDev: false,
  sse: {
    // less than the minute after which proxies cut a silent connection; a browser that hears none connects again
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
  errorFormatter({ shape, error }) {
    const { message, fault, retryAfter } = describeError(error);
    return { ...shape, message, data: { ...shape.data, fault, retryAfter } };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const translateFaults = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

function shopperOf(session: Session): Shopper {
  const id = session.shopperId;
  if (session.guest) return { id, caller: { kind: "guest", id } };
  return { id, caller: session.role === "shopper" ? { kind: "shopper", id } : { kind: "staff", id: session.userId } };
}

/** Reads as nobody in particular: the same for everyone. */
const anybody: Caller = { kind: "guest", id: "anybody" };

/** For what everybody may see. */
export const publicProcedure = t.procedure
  .use(translateFaults)
  .use(({ ctx, next }) => next({ ctx: { read: ctx.runtime.as(anybody).query } }));

/** For reading what is one's own: without a session there is no shopper yet, and none is made. */
export const visitorProcedure = t.procedure.use(translateFaults).use(async ({ ctx, next }) => {
  const session = await ctx.session();
  return next({ ctx: { shopper: session === null ? null : shopperOf(session) } });
});

/** For changing what is one's own: without a session a guest is made and the cookie set in this response. */
export const shopperProcedure = t.procedure.use(translateFaults).use(async ({ ctx, next }) => {
  const session = await ctx.sessionOrGuest();
  if (session === "no_cookies") {
    throw new TRPCError({ code: "UNAUTHORIZED", message: "A guest cannot be made here: send this from the browser." });
  }
  if (session === "too_many") {
    throw new TRPCError({ code: "TOO_MANY_REQUESTS", message: "Too many new guests from this address. Please wait." });
  }
  return next({ ctx: { shopper: shopperOf(session) } });
});

/** For signing up, in and out: it sets cookies, so it is for browsers and not for pages that render. */
export const signingProcedure = t.procedure.use(translateFaults).use(async ({ ctx, next }) => {
  const { setCookie } = ctx.request;
  if (setCookie === null) {
    throw new TRPCError({ code: "UNAUTHORIZED", message: "Nobody can sign in here: send this from the browser." });
  }
  const session = await ctx.session();
  const setCookies = (cookies: readonly string[]) => {
    for (const cookie of cookies) setCookie(cookie);
  };
  return next({ ctx: { session, guest: session?.guest ? session : null, setCookies } });
});

/** For reading what the dashboard shows: staff of every role, by their session. */
export const viewerProcedure = t.procedure.use(translateFaults).use(async ({ ctx, next }) => {
  const session = await ctx.session();
  if (session === null) throw new TRPCError({ code: "UNAUTHORIZED", message: "This is for staff: please sign in." });
  const { userId: id, name, role } = session;
  if (!isStaff(role)) throw new TRPCError({ code: "FORBIDDEN", message: "Your account may not see this." });
  const staff: Caller = { kind: "staff", id };
  return next({ ctx: { staff, member: { id, name, role }, read: ctx.runtime.as(staff).query } });
});

/** For changing what belongs to the shop: staff by their session, programs by their API key. */
export const staffProcedure = t.procedure.use(translateFaults).use(async ({ ctx, next }) => {
  const key = await ctx.apiKey();
  if (key !== null) return next({ ctx: { staff: { kind: "key", id: key.id } satisfies Caller as Caller } });
  const session = await ctx.session();
  if (session === null) throw new TRPCError({ code: "UNAUTHORIZED", message: "This is for staff: please sign in." });
  if (!mayWrite(session.role)) {
    throw new TRPCError({ code: "FORBIDDEN", message: "Your account may not change this." });
  }
  return next({ ctx: { staff: { kind: "staff", id: session.userId } satisfies Caller as Caller } });
});

/** For what decides who is staff: admins themselves, by their session and never by a key. */
export const adminProcedure = t.procedure.use(translateFaults).use(async ({ ctx, next }) => {
  const session = await ctx.session();
  if (session === null) throw new TRPCError({ code: "UNAUTHORIZED", message: "This is for admins: please sign in." });
  if (session.role !== "admin") throw new TRPCError({ code: "FORBIDDEN", message: "Your account may not do this." });
  return next({ ctx: { admin: session } });
});
