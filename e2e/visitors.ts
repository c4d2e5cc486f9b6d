import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { buy, putIntoCart } from "./shopper.ts";
import { signUp } from "./signing.ts";
import { signInAsStaff } from "./staff.ts";

/** What a visitor has that an address may name. */
export type Belongings = { orderId: string };

const nothing: Belongings = { orderId: "" };

/** Who looks at a page, and what they did in their browser before. */
export const visitors = {
  newcomer: async (): Promise<Belongings> => nothing,
  /** A guest with an order and two things in the cart. */
  guest: async (page: Page): Promise<Belongings> => {
    const orderId = await buy(page, "p001");
    await putIntoCart(page, "p002");
    await putIntoCart(page, "p004");
    return { orderId };
  },
  member: async (page: Page): Promise<Belongings> => {
    const orderId = await buy(page, "p003");
    await signUp(page, `ann-${randomUUID()}@example.com`);
    return { orderId };
  },
  /** The admin, with an order that they placed before they signed in. */
  staff: async (page: Page): Promise<Belongings> => {
    const orderId = await buy(page, "p003");
    await signInAsStaff(page);
    return { orderId };
  },
};
export type Visitor = keyof typeof visitors;
