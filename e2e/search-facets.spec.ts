import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./shop-test.ts";

const panel = (page: Page): Locator => page.getByRole("region", { name: "Narrow down" });
const option = (page: Page, name: string): Locator =>
  panel(page).getByRole("link", { name: new RegExp(`^${name} \\d+ `) });
const chips = (page: Page): Locator => page.getByRole("region", { name: "Narrowed down to" });
const products = (page: Page): Locator => page.getByRole("main").getByRole("article");

/** Facets are left out while the read model is behind or slow, so a page may come without them at first. */
async function visit(page: Page, address: string): Promise<void> {
  await expect(async () => {
    await page.goto(address);
    await expect(panel(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
}

const countIn = async (place: Locator): Promise<number> => Number(/\d+/.exec((await place.textContent()) ?? "")?.[0]);

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("makers and categories narrow an answer, several of one facet widen it, and all is in the address", async ({
    page,
  }) => {
    await visit(page, "/search?q=a");
    const kitchen = await countIn(option(page, "Kitchen"));
    const garden = await countIn(option(page, "Garden"));
    await option(page, "Kitchen").click();
    await expect(page).toHaveURL("/search?q=a&category=kitchen");
    await expect(products(page)).toHaveCount(kitchen);
    await expect(products(page).filter({ hasText: "Kitchen" })).toHaveCount(kitchen);

    await visit(page, page.url());
    await option(page, "Garden").click();
    await expect(page).toHaveURL("/search?q=a&category=kitchen&category=garden");
    await expect(products(page)).toHaveCount(kitchen + garden);

    await visit(page, page.url());
    await expect(option(page, "Kitchen")).toHaveAttribute("aria-current", "true");
    const hearthling = await countIn(option(page, "Hearthling"));
    await option(page, "Hearthling").click();
    await expect(page).toHaveURL("/search?q=a&category=kitchen&category=garden&brand=Hearthling");
    await expect(products(page)).toHaveCount(hearthling);
    await expect(products(page).filter({ hasText: "Hearthling" })).toHaveCount(hearthling);

    await chips(page).getByRole("link", { name: "Without Garden" }).click();
    await expect(page).toHaveURL("/search?q=a&category=kitchen&brand=Hearthling");
  });

  test("a new search keeps what is ticked until it is cleared", async ({ page }) => {
    await page.goto("/search?q=a&category=kitchen&brand=Hearthling");
    await page.getByRole("searchbox", { name: "What are you looking for?" }).fill("torch");
    await page.getByRole("main").getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL("/search?category=kitchen&brand=Hearthling&q=torch");
    await expect(products(page)).toHaveText(/Crème Brûlée Torch/);
    await chips(page).getByRole("link", { name: "Clear all" }).click();
    await expect(page).toHaveURL("/search?q=torch");
    await expect(chips(page)).toHaveCount(0);
  });
});

test("the next page of a narrowed answer stays narrowed, and what fits nothing can be ticked off", async ({ page }) => {
  const all = ["kitchen", "pantry", "garden", "home", "desk", "audio"].map((category) => `&category=${category}`);
  await page.goto(`/search?q=${all.join("")}`);
  await expect(page.getByRole("heading", { level: 2, name: "The first 36 products" })).toBeVisible();
  await page.getByRole("link", { name: "Show more" }).click();
  await expect(page.getByRole("heading", { level: 2, name: /^1\d more products$/ })).toBeVisible();
  await page.getByRole("link", { name: "Back to the first ones" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "The first 36 products" })).toBeVisible();

  await page.goto("/search?q=&category=attic");
  await expect(page.getByRole("heading", { level: 2, name: "Nothing found" })).toBeVisible();
  await chips(page).getByRole("link", { name: "Without attic" }).click();
  await expect(page).toHaveURL("/search?q=");
});

test("the home page leads to each category, and shows what is in the window", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("region", { name: "In the window" }).getByRole("article")).toHaveCount(4);
  await page.getByRole("navigation", { name: "Categories" }).getByRole("link", { name: "Toys" }).click();
  await expect(page).toHaveURL("/search?q=&category=toys");
  await expect(page.getByRole("heading", { level: 2, name: "8 products found" })).toBeVisible();
});

test("facets that cannot be are answered with 404", async ({ request }) => {
  for (const address of [`/search?brand=${"x".repeat(301)}`, `/search?${"brand=a&".repeat(2)}q=a&q=b`])
    expect((await request.get(address)).status()).toBe(404);
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("the facets open and stay open where there is little room, and axe has nothing to say", async ({ page }) => {
    await visit(page, "/search?q=a");
    await expect(option(page, "Kitchen")).toBeHidden();
    await panel(page).getByText("Narrow down").click();
    await option(page, "Kitchen").click();
    await expect(chips(page).getByRole("link", { name: "Without Kitchen" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await expectAccessible(page);
  });
});

test("axe has nothing to say about the facets beside an answer", async ({ page }) => {
  await visit(page, "/search?q=a&category=kitchen");
  await expectAccessible(page);
});
