import type { Visitor } from "../../e2e/visitors.ts";

export interface Route {
  name: string;
  path: string;
  /** Whose browser opens it. */
  as: Visitor;
  /** Whether it is also asked again and again, as a crowd would. */
  underLoad: boolean;
}

/** The pages on the way of a shopper. */
export const routes: readonly Route[] = [
  { name: "home", path: "/", as: "newcomer", underLoad: true },
  { name: "product", path: "/products/p001", as: "newcomer", underLoad: true },
  { name: "cart", path: "/cart", as: "guest", underLoad: true },
  { name: "search", path: "/search?q=glass", as: "newcomer", underLoad: false },
  { name: "checkout", path: "/checkout", as: "guest", underLoad: false },
  { name: "orders", path: "/orders", as: "guest", underLoad: false },
  { name: "sign-in", path: "/sign-in", as: "newcomer", underLoad: false },
  { name: "admin", path: "/admin/products", as: "staff", underLoad: false },
];
