import { agent, type TurnContext } from "#runtime/agent.ts";
import type { Recommend } from "#server/assistant/recommend.ts";
import { order } from "../order/order.contract.ts";
import { purchaseHistory } from "../purchase-history/purchase-history.contract.ts";
import { type RecommendedItems, shoppingAssistant } from "./shopping-assistant.contract.ts";
import { covers, firstTry, MAX_ORDERS, nextTry, purchasesOf } from "./shopping-assistant.math.ts";
import { AssistantState, fromCounting, initialState } from "./shopping-assistant.state.ts";

/** The requests that are remembered by their order. */
const REMEMBERED = 100;

/** Has the model asked at that time, and whatever was arranged before forgotten. */
function arrange(draft: AssistantState, ctx: TurnContext, at: string, failures: number): void {
  draft.round += 1;
  draft.pending = { failures, at };
  const when = at > ctx.now().toISOString() ? { at: new Date(at) } : {};
  ctx.tell(shoppingAssistant, ctx.id, when).consultModel({ round: draft.round });
}

export const createShoppingAssistant = (recommend: Recommend) =>
  agent(shoppingAssistant, {
    asks: [],
    state: AssistantState,
    version: 2,
    migrate: { 1: fromCounting },
    initial: initialState,
    lane: "assistant",

    queries: {
      getRecommendedItems: ({ state }): RecommendedItems => ({
        ...(state.recommended as AssistantState["recommended"]),
        pending: state.pending !== null,
      }),
      // Keys that are whole numbers come in ascending order.
      getRequests: ({ state }) => ({ count: state.count, orderIds: Object.values(state.requests) }),
    },

    commands: {
      recommendItems({ draft, input, ctx, ok }) {
        if (input.orderId) draft.requests[draft.count] = input.orderId;
        delete draft.requests[draft.count - REMEMBERED];
        draft.count += 1;
        const now = ctx.now().toISOString();
        if (draft.pending && covers(draft.pending, now)) return ok(false);
        arrange(draft, ctx, firstTry(now, draft.askedAt), 0);
        return ok(true);
      },

      async consultModel({ draft, input, ctx, ok }) {
        if (!draft.pending || input.round !== draft.round) return ok();
        const summaries = await ctx.query(purchaseHistory, ctx.id).getOrders();
        const newest = summaries.slice(0, MAX_ORDERS);
        const orders = await Promise.all(newest.map(({ orderId }) => ctx.query(order, orderId).getOrder()));
        const purchases = purchasesOf(orders);
        const answer = await ctx.run("recommend", (_key, signal) => recommend(purchases, signal));
        const now = ctx.now().toISOString();
        draft.askedAt = now;
        if (!answer.ok) {
          const failures = draft.pending.failures + 1;
          const at = nextTry(now, failures);
          ctx.log("no recommendation", { ...answer.error, failures, again: at ?? "never" });
          if (at === null) draft.pending = null;
          else arrange(draft, ctx, at, failures);
          return ok();
        }
        draft.pending = null;
        const { products, brands, model } = answer.value;
        // What there was is better than nothing.
        if (products.length === 0) return ok();
        draft.recommended = {
          productIds: products.map(({ productId }) => productId),
          productBrands: brands,
          reasons: Object.fromEntries(products.map(({ productId, reason }) => [productId, reason])),
          model,
          updatedAt: now,
        };
        return ok();
      },
    },
  });
