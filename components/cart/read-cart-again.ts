import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Reads the cart after a change. Also where nothing shows it yet: a part of the page that comes alive later brings the cart
 * from before, and takes what is known here instead.
 */
export async function readCartAgain(
  queryClient: QueryClient,
  queryKey: QueryKey,
  queryFn: () => Promise<unknown>,
): Promise<void> {
  await queryClient.invalidateQueries({ queryKey, refetchType: "none" });
  // what is on its way may have left before the change
  await queryClient.cancelQueries({ queryKey });
  await queryClient.fetchQuery({ queryKey, queryFn, staleTime: 0 }).catch(() => undefined);
}
