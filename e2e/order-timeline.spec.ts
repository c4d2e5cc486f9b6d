import { expect } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { test } from "./shop-test.ts";
import { buy } from "./shopper.ts";
import { sendWithKey } from "./staff.ts";

test("an order's page tells what happened to it, when and by whom", async ({ page, request }) => {
  const orderId = await buy(page, "p001");
  const story = page.getByRole("region", { name: "What happened so far" }).getByRole("listitem");
  await expect(story).toHaveText([/^You placed the order\..* UTC$/]);
  await sendWithKey(request, "PUT", `/v1/order/${orderId}/email`, { email: "shop@example.com" });
  await sendWithKey(request, "POST", `/v1/order/${orderId}/ship-order`);
  await page.reload();
  await expect(story).toHaveText([
    /^You placed the order\./,
    /^The shop changed the e-mail address\./,
    /^The shop shipped the order\./,
  ]);
  await expectAccessible(page);

  const cancelled = await buy(page, "p002");
  await sendWithKey(request, "POST", `/v1/order/${cancelled}/cancel-order`);
  await page.reload();
  await expect(story.last()).toHaveText(/^The shop cancelled the order\./);
});
