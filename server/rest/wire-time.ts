import { z } from "zod";

/** A time as the wire has it. */
export const timestamp = (iso: string) => ({ timestamp: iso });
export const optionalTimestamp = (iso: string | null) => (iso === null ? null : timestamp(iso));

const Instant = z.iso.datetime({ offset: true });

/** Reads a time in either form that clients send. */
export const TimestampInput = z
  .union([Instant, z.object({ timestamp: Instant }).transform(({ timestamp }) => timestamp)])
  .nullish()
  .transform((iso) => iso ?? null);
