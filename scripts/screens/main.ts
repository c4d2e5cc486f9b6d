// npm run screens: every page of e2e/pages.ts in light and dark, wide and narrow, into docs/screens
import path from "node:path";
import { chromium } from "@playwright/test";
import { pages } from "../../e2e/pages.ts";
import { type Visitor, visitors } from "../../e2e/visitors.ts";
import { startShop } from "../../server/testing/shop.ts";
import { obtainBrowser } from "../verify/browser.ts";
import { openAlbum } from "./album.ts";
import { photograph } from "./photograph.ts";

const project = path.resolve(import.meta.dirname, "../..");
const album = openAlbum(path.join(project, "docs", "screens"));

console.log("Starting a shop of its own (a minute more when its pages must be built) …");
const shop = await startShop();
const browser = await chromium.launch({ executablePath: await obtainBrowser(project) });
try {
  process.env.SHOP_DATA_DIR = shop.dataFolder;
  for (const visitor of Object.keys(visitors) as Visitor[]) {
    const shown = pages.filter(({ as }) => as === visitor);
    if (shown.length === 0) continue;
    const context = await browser.newContext({ baseURL: shop.url, reducedMotion: "reduce" });
    const page = await context.newPage();
    const visit = await visitors[visitor](page);
    for (const each of shown) {
      for await (const picture of photograph(page, each, visit)) await album.add(each, picture);
      console.log(each.title);
    }
    await context.close();
  }
  console.log(album.close(pages));
} finally {
  await browser.close();
  await shop.stop();
}
process.exit(0);
