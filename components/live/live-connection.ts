import { createTRPCClient, httpSubscriptionLink, type TRPCClientError } from "@trpc/client";
import type { AppRouter } from "#server/api/root.ts";
import type { Begin, Heard } from "./leader.ts";

/** One stream of `live.changes`; while the line is broken the browser itself connects again. */
export function connectLive({ topics, fresh, lastEventId }: Begin, { onNews, onEnd }: Heard): () => void {
  const client = createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: "/api/trpc" })] });
  const failed = (error: TRPCClientError<AppRouter>) =>
    onEnd({ left: false, retryAfter: error.data?.retryAfter ?? null });
  const subscription = client.live.changes.subscribe(
    { topics, fresh, lastEventId },
    {
      onData: ({ id, data }) => onNews(id, data.changed),
      onError: failed,
      onComplete: () => onEnd({ left: true, retryAfter: null }),
      // refused for now, in words: the browser alone would ask again at once
      onConnectionStateChange: ({ error }) => {
        if (error?.data) failed(error);
      },
    },
  );
  return () => subscription.unsubscribe();
}
