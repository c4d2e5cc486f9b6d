import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { RecommendedItems } from "./shopping-assistant.contract.ts";

export const AssistantState = z.object({
  recommended: RecommendedItems.omit({ pending: true }),
  /** All requests. */
  count: z.int().nonnegative(),
  /** The order of each of the newest requests, by the request's number. */
  requests: z.record(z.string(), Id),
  /** Counts the consultations that were arranged, so that one that was overtaken knows it. */
  round: z.int().nonnegative(),
  /** The consultation to come: when it is due, and how often it has failed. */
  pending: z.object({ failures: z.int().nonnegative(), at: z.iso.datetime() }).nullable(),
  /** When the model was last asked. */
  askedAt: z.iso.datetime().nullable(),
});
export type AssistantState = z.output<typeof AssistantState>;

export const initialState = (): AssistantState => ({
  recommended: { productIds: [], productBrands: [], reasons: {}, model: null, updatedAt: null },
  count: 0,
  requests: {},
  round: 0,
  pending: null,
  askedAt: null,
});

/** Before there were models, requests were only counted. */
export const fromCounting = ({ count, requests }: Pick<AssistantState, "count" | "requests">): AssistantState => ({
  ...initialState(),
  count,
  requests,
});
