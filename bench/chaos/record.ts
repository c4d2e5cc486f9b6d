import { z } from "zod";

// What the clients write down and the checker reads: all that the two have in common.

/** A cart stands under its client's own name for it; `cart` lines tell the shop's id. */
const inCart = { cart: z.string() };

export const Command = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("add"), ...inCart, product: z.string(), quantity: z.int() }),
  z.object({ kind: z.literal("set"), ...inCart, product: z.string(), quantity: z.int() }),
  z.object({ kind: z.literal("remove"), ...inCart, product: z.string() }),
  z.object({ kind: z.literal("clear"), ...inCart }),
  z.object({ kind: z.literal("email"), ...inCart, email: z.string() }),
  z.object({ kind: z.literal("address"), ...inCart, street: z.string() }),
  z.object({ kind: z.literal("checkout"), ...inCart }),
  z.object({ kind: z.literal("price"), product: z.string(), region: z.string(), amount: z.int() }),
  z.object({ kind: z.literal("tell"), assistant: z.string(), token: z.string() }),
]);
export type Command = z.output<typeof Command>;
export type CartCommand = Extract<Command, { cart: string }>;
export type PriceCommand = Extract<Command, { kind: "price" }>;
export type TellCommand = Extract<Command, { kind: "tell" }>;

/**
 * `ok`, `refused`: the answer is there. `wrong`: an answer that no command of ours may get. `not_sent`: it never left this
 * process, or was turned away at the door. `unknown`: it may or may not have taken effect.
 */
const Outcome = z.enum(["ok", "refused", "wrong", "not_sent", "unknown"]);
export type Outcome = z.output<typeof Outcome>;

export const Line = z.discriminatedUnion("line", [
  z.object({
    line: z.literal("send"),
    at: z.number(),
    id: z.string(),
    attempt: z.int(),
    door: z.enum(["rest", "trpc"]),
    key: z.string().optional(),
    command: Command,
  }),
  z.object({
    line: z.literal("answer"),
    at: z.number(),
    id: z.string(),
    attempt: z.int(),
    outcome: Outcome,
    /** The refusal's code, or what was wrong. */
    code: z.string().optional(),
    orderId: z.string().optional(),
  }),
  z.object({ line: z.literal("cart"), at: z.number(), cart: z.string(), shopper: z.string() }),
]);
export type Line = z.output<typeof Line>;

/** What was done to the shop, in a file of its own. */
export const FaultLine = z.object({ fault: z.string(), target: z.string(), began: z.number(), ended: z.number() });
export type FaultLine = z.output<typeof FaultLine>;

export const clientFile = (client: string): string => `client-${client}.jsonl`;
export const isClientFile = (name: string): boolean => /^client-.*\.jsonl$/.test(name);
export const faultsFile = "faults.jsonl";
