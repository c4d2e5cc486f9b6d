import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { startShop, type TestShop } from "#server/testing/shop.ts";
import { httpCaller } from "../../http-call.ts";
import { items } from "../cart.ts";
import { httpText } from "../http-text.ts";
import type { System, SystemName } from "../system.ts";

const RunFile = z.object({ pids: z.record(z.string(), z.number()) });

/** What `npm start` starts, asked at its REST door with an API key. */
export const granary = (version: string): System => granaryAs("granary", `Granary ${version}`, []);

/** The same with a process for each role: more than one core can work on commands. */
export const granarySplit = (version: string): System =>
  granaryAs("granary-split", `Granary ${version}, a process a role`, ["--split"]);

const granaryAs = (name: SystemName, title: string, args: string[]): System => ({
  name,
  title,
  durability: "its Redis with appendonly yes, appendfsync always",
  async start({ folder }) {
    const shop = await startShop({ dataFolder: folder, args, env: { LOG_LEVEL: "warn", DEMO: "off" } });
    const { hostname, port, host } = new URL(shop.url);
    const headers = { "x-api-key": shop.credentials.apiKey };
    await addProducts(shop, headers).catch(async (error: unknown) => {
      await shop.stop();
      throw error;
    });
    return {
      host: hostname,
      port: Number(port),
      pids: Object.values(RunFile.parse(JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8"))).pids),
      addItem: (user, { productId, quantity }) => {
        const line = `/v1/cart/${user}/items/${productId}`;
        return httpText({ method: "PUT", host, path: line, headers, body: { quantity } });
      },
      getCart: (user) => httpText({ method: "GET", host, path: `/v1/cart/${user}`, headers }),
      stop: async () => void (await shop.stop()),
    };
  },
});

/** Its carts hold products of the catalogue at the prices of their price lists. */
async function addProducts({ url }: TestShop, headers: Record<string, string>): Promise<void> {
  const call = httpCaller(url, 30_000, 1);
  for (const { productId, name, brand, price } of items) {
    const product = { name, brand, description: "Sold to be measured.", tags: [] };
    const list = { "list-prices": [{ price, currency: "USD", region: "global" }] };
    await call({ method: "POST", path: `/v1/product/${productId}`, headers, body: product });
    await call({ method: "POST", path: `/v1/pricing/${productId}`, headers, body: list });
  }
}
