import "fastify";
import { z } from "zod";

/** What a route answers, by status: its documentation, and what the tests hold it to. Nothing is serialized by it. */
export type Answers = Record<number, { description: string; body: z.ZodType }>;

declare module "fastify" {
  interface FastifySchema {
    summary?: string;
    answers?: Answers;
    /** A query that the route reads itself, because it refuses in words of its own. */
    ownQuery?: z.ZodType;
  }
}

const Problem = z.object({ err: z.object({ message: z.string() }) });
const Variant = z.object({
  err: z.object({ error: z.record(z.string(), z.looseObject({ message: z.string() })) }),
});
const Words = z.object({ err: z.object({ error: z.string() }) });
const Done = z.object({ ok: z.object({ message: z.string() }) });
const Made = z.object({ message: z.string() });

const problem = (description: string) => ({ description, body: Problem });

/** Any route may meet these. */
const always: Answers = {
  400: problem("The request cannot be read."),
  401: problem("No API key, or one that is not known."),
  429: problem("Too many unknown keys from this address; see Retry-After."),
  500: problem("Something went wrong inside the shop."),
  503: problem("The shop cannot answer now; see Retry-After."),
  504: problem("This took too long. Trying again with the same key is safe."),
};

const toChange: Answers = {
  ...always,
  400: { description: "The request cannot be read, or was refused.", body: z.union([Problem, Variant]) },
  409: problem("The idempotency key was used for something else, or the change was cancelled."),
  413: problem("The body is too large."),
  415: problem("The body is not JSON."),
};

const missing = problem("There is none.");
const answered = (body: z.ZodType, others: Answers): Answers => ({ ...others, 200: { description: "Done.", body } });

/** Reads what may not be there. */
export const found = (summary: string, body: z.ZodType) => ({
  summary,
  answers: answered(z.object({ ok: body }), { ...always, 404: missing }),
});

/** Reads what is always there, in the envelope. */
export const listed = (summary: string, entry: z.ZodType) => ({
  summary,
  answers: answered(z.object({ ok: z.array(entry) }), always),
});

/** Reads what a query finds. */
export const searched = (summary: string, entry: z.ZodType, ownQuery: z.ZodType) => ({
  summary,
  ownQuery,
  answers: answered(z.object({ ok: z.array(entry) }), {
    ...always,
    400: { description: "The query cannot be read.", body: Words },
  }),
});

/** Reads without an envelope. */
export const bare = (summary: string, body: z.ZodType) => ({ summary, answers: answered(body, always) });

/** Changes what is made where it is missing. */
export const made = (summary: string) => ({ summary, answers: answered(Made, toChange) });

/** Changes what must be there. */
export const changed = (summary: string, body: z.ZodType = Done) => ({
  summary,
  answers: answered(body, { ...toChange, 404: missing }),
});

/** Changes later: it is answered as soon as the command is on disk. */
export const accepted = (summary: string, body: z.ZodType) => ({
  summary,
  answers: { ...toChange, 202: { description: "Accepted: it will run.", body }, 404: missing },
});
