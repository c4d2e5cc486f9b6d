import { z } from "zod";
import type { LetterCursor, Letters } from "#runtime/letters.ts";
import type { DeadLetter } from "#runtime/ports.ts";
import { named } from "../../../people.ts";
import { viewerProcedure } from "../../../trpc.ts";
import { agentTypes } from "./agent-types.ts";
import { letterSummary } from "./letter-view.ts";

/** Read for one page of a list of one type; then the page ends, however many it has found. */
const mostRead = 1_000;

const Cursor = z
  .string()
  .max(300)
  .regex(/^\d{1,15}\..+$/)
  .transform((text): LetterCursor => {
    const dot = text.indexOf(".");
    return { at: Number(text.slice(0, dot)), callId: text.slice(dot + 1) };
  });
const written = ({ at, callId }: LetterCursor): string => `${at}.${callId}`;
const placeOf = ({ at, message: { callId } }: DeadLetter): LetterCursor => ({ at, callId });

/** Dead letters of one type of agents or of all, oldest first, without what they say. */
export const list = viewerProcedure
  .input(
    z.object({
      type: z.enum(agentTypes).optional(),
      cursor: Cursor.optional(),
      limit: z.int().min(1).max(100).default(25),
    }),
  )
  .query(async ({ ctx, input: { type, cursor, limit } }) => {
    const { letters, next } = await lettersOf(ctx.runtime, { type, cursor, limit });
    const whoIs = await named(
      ctx.people,
      letters.map(({ message }) => message.caller),
    );
    const summaries = letters.map((letter) => letterSummary(letter, whoIs));
    return { letters: summaries, types: agentTypes, cursor: next === undefined ? null : written(next) };
  });

type Asked = { type: string | undefined; cursor: LetterCursor | undefined; limit: number };

async function lettersOf(runtime: Letters, { type, cursor, limit }: Asked) {
  const fits = ({ message }: DeadLetter) => type === undefined || message.agent.startsWith(`${type}/`);
  const found: DeadLetter[] = [];
  let place = cursor;
  for (let read = 0; read < mostRead; ) {
    const page = await runtime.deadLetters({ limit: limit + 1, ...(place && { cursor: place }) });
    if (page.cursor === undefined) return { letters: found, next: undefined };
    place = page.cursor;
    read += page.letters.length;
    found.push(...page.letters.filter(fits));
    const last = found.length > limit ? found[limit - 1] : undefined;
    if (last) return { letters: found.slice(0, limit), next: placeOf(last) };
  }
  return { letters: found, next: place };
}
