import { order } from "#agents/order/order.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import type { Prisma } from "../generated/client.ts";

export type Transaction = Prisma.TransactionClient;

/**
 * What happened to an agent: its versions from `since` to `version`, the last of them at `stamp`. `destroyed` is the version
 * under which it was last destroyed: what it had up to there is no more.
 */
export type Change = { id: string; since: number; version: number; stamp: number; destroyed?: number };

/** Whether this was the end of it, as far as the changes tell: if it is there again, a later change says so. */
export const isEnd = ({ version, destroyed }: Change): boolean => version === destroyed;

const projected = [product, order, pricing] as const;

/** The types whose agents have rows. */
export const projectedTypes: readonly string[] = projected.map(({ name }) => name);

/** The rows that stand for the agents of one type. */
export interface Projection {
  readonly of: (typeof projected)[number];
  /**
   * Reads the agents that changed, as they are now; what it answers writes their rows. A row's version is the change's,
   * or an earlier one than the row shows: so the newest of several writers wins, and what it missed is still to come.
   * A destroyed agent's rows are removed.
   */
  collect(partition: number, changes: readonly Change[]): Promise<(transaction: Transaction) => Promise<unknown>>;
  /** Removes the rows of a partition, and those of partitions that there are not. */
  clear(transaction: Transaction, partition: { partition: number; partitions: number }): Promise<unknown>;
}

export const ofPartition = ({ partition, partitions }: { partition: number; partitions: number }) => ({
  OR: [{ partition }, { partition: { gte: partitions } }],
});
