import { startShop } from "../server/testing/shop.ts";

/** Starts the shop that the journeys visit: SHOP_URL is where, SHOP_DATA_DIR its folder with the credentials. */
export default async function startShopForJourneys(): Promise<() => Promise<void>> {
  const shop = await startShop({ firstStart: true });
  process.env.SHOP_URL = shop.url;
  process.env.SHOP_DATA_DIR = shop.dataFolder;
  return async () => {
    const code = await shop.stop();
    if (code !== 0) throw new Error(`the shop closed with ${code}:\n${shop.output}`);
  };
}
