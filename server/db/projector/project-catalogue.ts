import { type Product, product } from "#agents/product/product.contract.ts";
import { lowerCased } from "#lib/search-query.ts";
import type { ToQuery } from "#runtime/contract.ts";
import { type Change, isEnd, ofPartition, type Projection } from "./projection.ts";
import { upsertInto } from "./upsert.ts";

const upsert = upsertInto({
  name: "catalogue_product",
  key: ["product_id"],
  columns: {
    product_id: "text",
    partition: "integer",
    version: "integer",
    retired: "boolean",
    name: "text",
    brand: "text",
    description: "text",
    tags: "text[]",
    created_at: "timestamptz",
    updated_at: "timestamptz",
    name_text: "text",
    brand_text: "text",
    tags_text: "text",
    all_text: "text",
  },
});

const nothing = { name: "", brand: "", description: "", tags: [] };

function rowOf(partition: number, { id, version, stamp }: Change, found: Product | null) {
  const at = new Date(stamp).toISOString();
  const { name, brand, description, tags, createdAt, updatedAt } = found ?? {
    ...nothing,
    createdAt: at,
    updatedAt: at,
  };
  return {
    product_id: id,
    partition,
    version,
    retired: found === null,
    ...{ name, brand, description, tags },
    created_at: createdAt,
    updated_at: updatedAt,
    name_text: lowerCased(name),
    brand_text: lowerCased(brand),
    tags_text: lowerCased(tags.join("\n")),
    all_text: lowerCased([name, brand, description, ...tags].join("\n")),
  };
}

/** The searchable catalogue. */
export const projectCatalogue = (query: ToQuery): Projection => ({
  of: product,
  async collect(partition, changes) {
    const found = await Promise.all(
      changes.map(async (change) => ({ change, now: await query(product, change.id).getProduct() })),
    );
    const isGone = ({ change, now }: (typeof found)[number]) => now === null && isEnd(change);
    const rows = found.filter((each) => !isGone(each)).map(({ change, now }) => rowOf(partition, change, now));
    const gone = found.filter(isGone).map(({ change }) => change.id);
    return async (transaction) => {
      if (gone.length > 0) await transaction.catalogueProduct.deleteMany({ where: { productId: { in: gone } } });
      await upsert(transaction, rows);
    };
  },
  clear: (transaction, which) => transaction.catalogueProduct.deleteMany({ where: ofPartition(which) }),
});
