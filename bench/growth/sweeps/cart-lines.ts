import { cart } from "#agents/cart/cart.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { createAgents } from "#agents/registry.ts";
import { closedLoop } from "../../engine/closed-loop.ts";
import type { Engine } from "../../engine/open-engine.ts";
import { measureCosts } from "../measure-costs.ts";
import type { Point, Sweep } from "../sweep.ts";

const about = { namespace: "cart", partitions: 4, agents: createAgents() };
const products = 200;
const productId = (n: number): string => `p${String(n).padStart(3, "0")}`;
const price = { price: { amount: 1250, currency: "USD" }, region: "global" };
const writers = 32;

function mustBeOk(result: { ok: boolean }): void {
  if (!result.ok) throw new Error(`a command was refused: ${JSON.stringify(result)}`);
}

const each = (calls: number, call: (n: number) => Promise<unknown>) =>
  closedLoop({ callers: writers, calls, ms: Number.POSITIVE_INFINITY, call });

async function makeCatalogue({ as }: Engine): Promise<void> {
  await each(products, async (n) => {
    const described = { name: `Enamel mug ${n}`, brand: "Clay & Co", description: "A mug.", tags: ["mug"] };
    mustBeOk(await as.ask(product, productId(n)).initializeProduct(described));
    const prices = { listPrices: [price], msrpPrices: [], salePrices: [] };
    mustBeOk(await as.ask(pricing, productId(n)).initializePricing(prices));
  });
}

/** How many lines a cart of the shop has. To show it, each line's product and price are read. */
export const cartLines: Sweep = {
  name: "cart",
  of: "lines in the cart",
  title: "As a cart has more lines",
  xs: { quick: [1, 10, 50, 200], whole: [1, 3, 10, 30, 100, 200] },
  shown: String,

  async measure(world, xs, pace) {
    const silo = await world.engine({ ...about, silo: true });
    const [forgetful, reader] = [
      await world.engine({ ...about, silo: false, forgets: true }),
      await world.engine({ ...about, silo: false }),
    ];
    await makeCatalogue(silo);
    const points: Point[] = [];
    for (const x of xs) {
      const id = `c${x}`;
      const own = silo.as.ask(cart, id);
      await each(x, async (n) => mustBeOk(await own.addItem({ productId: productId(n), quantity: 1 })));
      const costs = await measureCosts(
        world.cpuUs,
        {
          command: {
            callers: 1,
            call: (n) => own.updateItemQuantity({ productId: productId(n % x), quantity: 1 + (n % 9) }),
          },
          load: { callers: 1, call: () => forgetful.as.query(cart, id).getCart() },
          read: { callers: 1, call: () => reader.as.query(cart, id).getCart() },
        },
        pace,
      );
      points.push({ x, costs });
    }
    for (const engine of [reader, forgetful, silo]) await engine.close();
    return points;
  },
};
