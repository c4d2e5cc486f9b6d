import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./shop-test.ts";

/** Once the choice has arrived: a page that has just come may not be alive yet. */
const turns = (page: Page, colour: string) => expect.poll(() => background(page)).toBe(colour);
const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const choose = (page: Page, theme: string) => page.getByRole("radio", { name: theme }).check();

test("a chosen theme wins over the browser's wish, comes with the page itself and is remembered", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  const light = await background(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await background(page);
  expect(dark).not.toBe(light);

  await choose(page, "Light");
  await turns(page, light);
  const answer = await page.goto("/search");
  expect(await answer?.text()).toMatch(/<html[^>]*data-theme="light"/);
  expect(await background(page)).toBe(light);
  await expect(page.getByRole("radio", { name: "Light" })).toBeChecked();

  await page.emulateMedia({ colorScheme: "light" });
  await choose(page, "Dark");
  await turns(page, dark);
  await page.reload();
  expect(await background(page)).toBe(dark);
  expect(await page.locator("meta[name=theme-color]").getAttribute("content")).toBe("#17130e");
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });

  await choose(page, "System");
  await turns(page, light);
  await page.reload();
  await expect(page.getByRole("radio", { name: "System" })).toBeChecked();
  expect(await background(page)).toBe(light);
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("the choice fits a thumb at 320 px, works by keyboard, and axe has nothing to say", async ({ page }) => {
    await page.goto("/cart");
    const system = page.getByRole("radio", { name: "System" });
    await expect(system).toBeEnabled();
    for (const label of await page.getByRole("group", { name: "Theme" }).locator("label").all()) {
      const box = await label.boundingBox();
      expect([(box?.width ?? 0) >= 44, (box?.height ?? 0) >= 44]).toEqual([true, true]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(page);
    await system.focus();
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  });
});
