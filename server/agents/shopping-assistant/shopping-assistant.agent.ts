import { z } from "zod";
import { Id } from "#lib/ids.ts";
import { agent } from "#runtime/agent.ts";
import { RecommendedItems, shoppingAssistant } from "./shopping-assistant.contract.ts";

/** The requests that are remembered by their order. */
const REMEMBERED = 100;

const AssistantState = z.object({
  recommended: RecommendedItems,
  count: z.int().nonnegative(),
  /** By the number of the request. */
  requests: z.record(z.string(), Id),
});

// The recommender with its model comes later: this behaviour records what it was told, so that "once" can be counted.
export const createShoppingAssistant = () =>
  agent(shoppingAssistant, {
    state: AssistantState,
    initial: () => ({
      recommended: { productIds: [], productBrands: [], updatedAt: null },
      count: 0,
      requests: {},
    }),
    lane: "assistant",
    queries: {
      getRecommendedItems: ({ state }) => state.recommended as RecommendedItems,
      // Keys that are whole numbers come in ascending order.
      getRequests: ({ state }) => ({ count: state.count, orderIds: Object.values(state.requests) }),
    },
    commands: {
      recommendItems({ draft, input, ok }) {
        if (input.orderId) draft.requests[draft.count] = input.orderId;
        delete draft.requests[draft.count - REMEMBERED];
        draft.count += 1;
        return ok(false);
      },
    },
  });
