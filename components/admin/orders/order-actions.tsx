"use client";

import type { OrderStatus } from "#agents/order/order.contract.ts";
import { useTRPCClient } from "../../api/api-provider.tsx";
import { useIntentions } from "../../api/use-intentions.ts";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { ActionNotice } from "../action-notice.tsx";
import { useAction } from "../use-action.ts";
import { refusalWords } from "./refusal-words.ts";

const done = { ship: "The order is shipped.", cancel: "The order is cancelled." };

/** Ships or cancels an order, each once and asked about before. */
export function OrderActions({ orderId, status }: { orderId: string; status: OrderStatus }) {
  const client = useTRPCClient();
  const intentions = useIntentions();
  const { pending, told, notice, run } = useAction();

  const act = (what: "ship" | "cancel") =>
    run(what, async () => {
      const intention = `${what} ${orderId}`;
      const answer = await client.admin.orders[what].mutate({ orderId, key: intentions().keyOf(intention) });
      intentions().answered(intention);
      return answer.ok ? { tone: "good", words: done[what] } : { tone: "wrong", words: refusalWords(answer.error) };
    });

  return (
    <div className="flex flex-col gap-4 empty:hidden">
      <ActionNotice told={told} notice={notice} />
      {status === "new" && (
        <div className="flex flex-wrap gap-3">
          <ConfirmButton
            words="Ship the order"
            look="primary"
            pending={pending !== null}
            title="Ship this order?"
            keepWords="Not yet"
            onConfirm={() => void act("ship")}
          >
            The shopper sees it as shipped at once. It cannot be changed or cancelled after that.
          </ConfirmButton>
          <ConfirmButton
            words="Cancel the order"
            pending={pending !== null}
            title="Cancel this order?"
            keepWords="Keep the order"
            onConfirm={() => void act("cancel")}
          >
            The shopper sees it as cancelled at once. It cannot be shipped after that, nor be taken back.
          </ConfirmButton>
        </div>
      )}
    </div>
  );
}
