import { expect } from "@playwright/test";
import { test } from "./shop-test.ts";
import { putIntoCart } from "./shopper.ts";
import { sendWithKey, signInAsAdmin } from "./staff.ts";

test("a price that staff change in the dashboard appears on the open product page and in the open cart", async ({
  page,
  context,
  request,
  browser,
  baseURL,
}) => {
  const id = "e2e-followed-kettle";
  const told = { name: "Followed Kettle", brand: "Wrenhollow", description: "Its price moves.", tags: ["kitchen"] };
  await sendWithKey(request, "POST", `/v1/product/${id}`, told);
  const listPrices = [{ price: 20, currency: "USD", region: "global" }];
  await sendWithKey(request, "POST", `/v1/pricing/${id}`, { "list-prices": listPrices });

  await putIntoCart(page, id);
  const cart = await context.newPage();
  await cart.goto("/cart");
  await expect(cart.getByTestId("cart-total")).toHaveText("$20.00");

  const staff = await signInAsAdmin(browser, baseURL, `/admin/products/${id}`);
  await staff.getByRole("region", { name: "List prices", exact: true }).getByLabel("Amount").fill("24.5");
  await staff.getByRole("button", { name: "See what will change" }).click();
  await staff.getByRole("button", { name: "Save these prices" }).click();
  await expect(staff.getByText("Saved.")).toBeVisible();

  await expect(page.getByRole("status").filter({ hasText: "The price is now $24.50." })).toHaveCount(1);
  await expect(cart.getByTestId("cart-total")).toHaveText("$24.50");
  await staff.context().close();
});
