"use client";

import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "#server/api/root.ts";

// a change that is shown before its answer is painted together with the click that made it
notifyManager.setScheduler(queueMicrotask);

const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** The typed API in components: `useMutation(useTRPC().cart.addItem.mutationOptions())`. */
/** The same without React's cache, for a sequence of changes: `await api.cart.checkout.mutate(…)`. */
export { useTRPC, useTRPCClient };

// with the cookies it stays below the 16 KB that Node takes
const maxURLLength = 12_000;

export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 10_000, retry: 1 },
          // one change at a time: the first one makes the guest, and the cart gets all in the order of the clicks
          mutations: { scope: { id: "shopper" } },
        },
      }),
  );
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: "/api/trpc", maxURLLength, maxItems: 20 })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
