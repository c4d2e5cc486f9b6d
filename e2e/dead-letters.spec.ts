import { expect, type Page } from "@playwright/test";
import { readServices } from "../server/supervisor/services-file.ts";
import { damageAgent } from "../server/testing/damaged-agent.ts";
import { expectAccessible } from "./accessible.ts";
import { test } from "./shop-test.ts";
import { fillDetails, listedOrders, placeOrderButton, putIntoCart } from "./shopper.ts";
import { signInAsAdmin } from "./staff.ts";

/** From now on nobody can read the history into which this shopper's orders are written; the answer mends that. */
async function damageHistory(page: Page): Promise<() => Promise<void>> {
  const answer = await (await page.request.get("/api/trpc/cart.get")).json();
  const { redisUrl = "" } = readServices(process.env.SHOP_DATA_DIR ?? "") ?? {};
  return damageAgent({ redisUrl, namespace: "granary" }, `purchaseHistory/${answer.result.data.userId}`);
}

const open = (page: Page) => page.getByRole("list", { name: "Dead letters" }).getByRole("link", { name: /^checkout/ });

async function confirm(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: words }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: words }).click();
}

test.use({ allowedComplaints: [/status of 500/] });

test("a checkout that cannot be run is a dead letter, fails again too early, and is replayed once its cause is gone", async ({
  page,
  browser,
  baseURL,
}) => {
  await putIntoCart(page, "p001");
  await page.goto("/checkout");
  await fillDetails(page);
  const mend = await damageHistory(page);
  await placeOrderButton(page).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Something went wrong on our side.");

  const staff = await signInAsAdmin(browser, baseURL, "/admin/dead-letters?type=cart");
  await expect(staff.getByRole("link", { name: /^Dead letters\s*\d+ waiting/ })).toBeVisible();
  await expect(open(staff)).toHaveCount(1);
  await expect(staff.getByText("Main St 1")).toHaveCount(0);
  await open(staff).click();
  await expect(staff.getByRole("heading", { level: 1, name: "checkout" })).toBeVisible();
  await expect(staff.getByText(/addOrder is a dead letter: .*not valid JSON/)).toBeVisible();
  await expect(staff.getByRole("region", { name: "Input" })).toContainText('"quote"');
  await expectAccessible(staff);

  await confirm(staff, "Replay");
  await expect(staff.getByRole("main").getByRole("alert")).toContainText("It failed again and is a dead letter again");
  await expect(staff.getByRole("definition").filter({ hasText: "Once" })).toBeVisible();

  await mend();
  await confirm(staff, "Replay");
  await expect(staff.getByText(/^It ran\. Its answer: \{"orderId":/)).toBeVisible();
  await expect(staff.getByRole("heading", { level: 1, name: "No dead letter any more" })).toBeVisible();
  expect(await listedOrders(page)).toHaveLength(1);
  await staff.goto("/admin/dead-letters?type=cart");
  await expect(open(staff)).toHaveCount(0);
  await staff.context().close();
});
