import type { Page } from "@playwright/test";
import { openPage, settled } from "../../e2e/open-page.ts";
import type { ShownPage } from "../../e2e/pages.ts";
import type { Belongings } from "../../e2e/visitors.ts";

export const sizes = [
  { size: "desktop", width: 1_280, height: 800, tallest: 1_600 },
  { size: "narrow", width: 320, height: 640, tallest: 1_280 },
] as const;
export const schemes = ["light", "dark"] as const;

export type Picture = { look: string; png: Buffer };

/** A page in each size and scheme, as tall as it is up to what a picture should be. */
export async function* photograph(page: Page, shown: ShownPage, visit: Belongings): AsyncGenerator<Picture> {
  for (const { size, width, height, tallest } of sizes) {
    await page.setViewportSize({ width, height });
    await openPage(page, shown, visit);
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(height, Math.min(tall, tallest)) });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await settled(page);
      yield { look: `${size}-${colorScheme}`, png: await page.screenshot() };
    }
  }
}
