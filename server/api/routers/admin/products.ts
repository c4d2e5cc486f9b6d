import { z } from "zod";
import { DEFAULT_CURRENCY, DEFAULT_REGION } from "#agents/item.contract.ts";
import { type ChosenPrice, pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import type { ToQuery } from "#runtime/contract.ts";
import type { Catalogue } from "../../catalogue.ts";
import { type AskedRows, type ProductRow, type ProductTable, productOrders } from "../../product-table.ts";
import { viewerProcedure } from "../../trpc.ts";

const pageSize = 50;
/** Prices are asked of their agents, so an order by price asks all that were found. */
const mostPriced = 2_000;

const Asked = z.object({
  words: z.string().max(500).default(""),
  order: z.enum([...productOrders, "price"]).default("name"),
  descending: z.boolean().default(false),
  page: z.int().min(1).max(100_000).default(1),
  /** Where a page of the directory goes on. */
  after: z.string().max(500).optional(),
});
type Asked = z.output<typeof Asked>;

type PricedRow = ProductRow & { price: ChosenPrice | null };
type Found = {
  products: PricedRow[];
  total: number | null;
  pageSize: number;
  cursor: string | null;
  /** Why the answer is not in the order that was asked for. */
  instead: "too_many_to_price" | "table_away" | null;
};

/** Products with today's price in the default market, by page. Without the read model they come in the order of ids. */
export const products = viewerProcedure.input(Asked).query(async ({ ctx, input }): Promise<Found> => {
  const found = await fromTable(ctx.productTable, ctx.read, input);
  return found ?? fromDirectory(ctx.catalogue, ctx.read, input.after);
});

/** Null while the table is away; what else goes wrong is told. */
async function fromTable(table: ProductTable, read: ToQuery, asked: Asked): Promise<Found | null> {
  const { words, order, descending, page } = asked;
  const offset = (page - 1) * pageSize;
  const find = (by: Partial<AskedRows>) =>
    table.find({ words, order: "name", descending, offset, limit: pageSize, ...by }).catch(() => null);
  const common = { pageSize, cursor: null };
  if (order !== "price") {
    const found = await find({ order });
    return found && { ...common, products: await priced(read, found.rows), total: found.total, instead: null };
  }
  const all = await find({ descending: false, offset: 0, limit: mostPriced });
  if (all === null) return null;
  if (all.total > mostPriced) {
    const found = await find({});
    const instead = "too_many_to_price";
    return found && { ...common, products: await priced(read, found.rows), total: found.total, instead };
  }
  const sorted = (await priced(read, all.rows)).sort(byPrice(descending));
  return { ...common, products: sorted.slice(offset, offset + pageSize), total: all.total, instead: null };
}

const priced = (read: ToQuery, rows: readonly ProductRow[]): Promise<PricedRow[]> =>
  Promise.all(rows.map(async (row) => ({ ...row, price: await priceOf(read, row.productId) })));

const priceOf = (read: ToQuery, id: string) =>
  read(pricing, id).getPrice({ currency: DEFAULT_CURRENCY, region: DEFAULT_REGION });

/** What has no price comes last either way. */
function byPrice(descending: boolean): (a: PricedRow, b: PricedRow) => number {
  return (a, b) => {
    if (a.price === null || b.price === null) return Number(a.price === null) - Number(b.price === null);
    return (a.price.price.amount - b.price.price.amount) * (descending ? -1 : 1);
  };
}

async function fromDirectory(catalogue: Catalogue, read: ToQuery, after: string | undefined): Promise<Found> {
  const page = await catalogue.listProducts({ limit: pageSize, ...(after !== undefined && { cursor: after }) });
  const rows = await Promise.all(
    page.ids.map(async (id) => {
      const found = await read(product, id).getProduct();
      return found === null
        ? []
        : [{ productId: id, name: found.name, brand: found.brand, updatedAt: found.updatedAt }];
    }),
  );
  return {
    products: await priced(read, rows.flat()),
    total: null,
    pageSize,
    cursor: page.cursor ?? null,
    instead: "table_away",
  };
}
