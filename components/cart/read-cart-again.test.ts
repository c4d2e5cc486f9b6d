import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { readCartAgain } from "./read-cart-again.ts";

const queryKey = ["cart"];
const shown = (client: QueryClient, initialData: string, queryFn: () => Promise<string>) =>
  new QueryObserver(client, { queryKey, queryFn, initialData, staleTime: 10_000 }).getCurrentResult().data;

test("a part of the page that comes alive after a change shows the changed cart, not the one it brings", async () => {
  const client = new QueryClient();
  const queryFn = async () => "changed";
  // as the page's live connection does it: it only looks
  new QueryObserver(client, { queryKey, queryFn, enabled: false }).subscribe(() => undefined);
  await readCartAgain(client, queryKey, queryFn);
  expect(shown(client, "from before", queryFn)).toBe("changed");
});

test("a read that left before the change does not count", async () => {
  const client = new QueryClient();
  const held = Promise.withResolvers<string>();
  const before = client.fetchQuery({ queryKey, queryFn: () => held.promise }).catch(() => "cancelled");
  await readCartAgain(client, queryKey, async () => "changed");
  held.resolve("from before");
  await before;
  expect(client.getQueryData(queryKey)).toBe("changed");
});

test("a read that fails leaves the cart to be read at the next occasion", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(queryKey, "from before");
  await readCartAgain(client, queryKey, () => Promise.reject(new Error("away")));
  expect(client.getQueryState(queryKey)).toMatchObject({ data: "from before", isInvalidated: true });
});
