import { expect, type Page } from "@playwright/test";
import { test } from "./shop-test.ts";

/** Where every product on the page stands. */
const places = (page: Page) =>
  page.getByRole("article").evaluateAll((articles) =>
    articles.map((article) => {
      const { x, y, width, height } = article.getBoundingClientRect();
      return [x, y + scrollY, width, height].map(Math.round);
    }),
  );

test("every demo product on the first page has its picture", async ({ page }) => {
  await page.goto("/");
  // other journeys put products of their own on the shelf, which have none
  const demo = page.getByRole("article").filter({ has: page.locator('a[href^="/products/p0"]') });
  const pictures = demo.locator("img");
  await expect(pictures).toHaveCount(await demo.count());
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toHaveJSProperty("complete", true);
    await expect(picture).not.toHaveJSProperty("naturalWidth", 0);
  }
});

test("nothing moves when the pictures come", async ({ page }) => {
  let letThrough: () => void = () => undefined;
  const allowed = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route("**/pictures/**", async (route) => {
    await allowed;
    await route.continue();
  });
  // by then all of it is there, and the style sheets are: the scripts between its parts wait for them
  await page.goto("/", { waitUntil: "domcontentloaded" });
  const first = page.getByRole("article").locator("img").first();
  await expect(first).toBeVisible();
  // a font that comes in between may wrap a name differently, and is fetched only once the page has been laid out
  await places(page);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const before = await places(page);
  await expect(first).toHaveJSProperty("naturalWidth", 0);
  letThrough();
  await expect(first).not.toHaveJSProperty("naturalWidth", 0);
  expect(before.length).toBeGreaterThan(0);
  expect(await places(page)).toEqual(before);
});

test("a product's page describes its picture, and its line in the cart shows it", async ({ page }) => {
  await page.goto("/products/p022");
  await expect(page.getByRole("img", { name: "A radio between a loaf of bread and a cup of coffee" })).toBeVisible();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await expect(page.getByText("1 piece put into your cart.")).toBeVisible();
  await page.goto("/cart");
  const picture = page.getByRole("main").getByRole("listitem").locator("img");
  await expect(picture).toHaveJSProperty("complete", true);
  await expect(picture).not.toHaveJSProperty("naturalWidth", 0);
});

test("a picture that there is not is 404, and one that there is may be kept", async ({ page, request }) => {
  expect((await request.get("/pictures/0000000000000000-320.webp")).status()).toBe(404);
  await page.goto("/products/p001");
  const source = await page.getByRole("main").locator("img").first().getAttribute("src");
  const answer = await request.get(source ?? "");
  expect([answer.status(), answer.headers()["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
});
