import { pricing } from "#agents/pricing/pricing.contract.ts";
import { agentName } from "#runtime/ids.ts";
import type { Store } from "#runtime/ports.ts";
import { ofPartition, type Projection } from "./projection.ts";
import { upsertInto } from "./upsert.ts";

const upsert = upsertInto({
  name: "price_event",
  key: ["product_id", "version"],
  columns: {
    product_id: "text",
    version: "integer",
    partition: "integer",
    method: "text",
    changed_by: "text",
    changed_at: "timestamptz",
  },
});

/** Of one product at a time; its older changes stay in its journal. */
const mostEvents = 10_000;

/** Who changed which product's prices and when: its journal, which keeps everything. */
export const projectPriceEvents = (store: Pick<Store, "journal">): Projection => ({
  of: pricing,
  async collect(partition, changes) {
    const rows = await Promise.all(
      changes.map(async ({ id, since }) => {
        const entries = await store.journal(agentName(pricing.name, id), { after: since - 1, limit: mostEvents });
        return entries.map(({ version, method, caller, stamp }) => ({
          product_id: id,
          version,
          partition,
          method,
          changed_by: caller,
          changed_at: new Date(stamp).toISOString(),
        }));
      }),
    );
    return async (transaction) => {
      for (const { id, destroyed } of changes) {
        if (destroyed === undefined) continue;
        await transaction.priceEvent.deleteMany({ where: { productId: id, version: { lte: destroyed } } });
      }
      await upsert(transaction, rows.flat());
    };
  },
  clear: (transaction, which) => transaction.priceEvent.deleteMany({ where: ofPartition(which) }),
});
