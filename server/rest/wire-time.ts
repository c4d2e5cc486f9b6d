import { z } from "zod";

const Instant = z.iso.datetime({ offset: true });

/** A time as the wire has it. */
export const Timestamp = z.object({ timestamp: Instant });
export const timestamp = (iso: string): z.output<typeof Timestamp> => ({ timestamp: iso });
export const optionalTimestamp = (iso: string | null) => (iso === null ? null : timestamp(iso));

/** Reads a time in either form that clients send. */
export const TimestampInput = z
  .union([Instant, z.object({ timestamp: Instant }).transform(({ timestamp }) => timestamp)])
  .nullish()
  .transform((iso) => iso ?? null);
