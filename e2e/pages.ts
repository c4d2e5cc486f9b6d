import type { Belongings, Visitor } from "./visitors.ts";

export type ShownPage = {
  /** The name of its pictures. */
  name: string;
  title: string;
  as: Visitor;
  at: string | ((visit: Belongings) => string);
  /** The status of its answer, where it is not 200. */
  status?: number;
};

/** Every page of the shop as somebody sees it: a new one is a row here, and is then walked with axe and has its pictures taken. */
export const pages: ShownPage[] = [
  { name: "home", title: "Home", as: "newcomer", at: "/" },
  { name: "search", title: "Search", as: "newcomer", at: "/search" },
  { name: "search-found", title: "Search: what was found", as: "newcomer", at: "/search?q=glass" },
  { name: "search-nothing", title: "Search: nothing found", as: "newcomer", at: "/search?q=nothing-like-that" },
  { name: "product", title: "Product", as: "newcomer", at: "/products/p001" },
  { name: "product-not-for-sale", title: "Product without a price", as: "newcomer", at: "/products/p072" },
  { name: "cart-empty", title: "Empty cart", as: "newcomer", at: "/cart" },
  { name: "checkout-empty", title: "Checkout of an empty cart", as: "newcomer", at: "/checkout" },
  { name: "orders-none", title: "No orders yet", as: "newcomer", at: "/orders" },
  { name: "sign-in", title: "Sign in", as: "newcomer", at: "/sign-in" },
  { name: "sign-up", title: "Sign up", as: "newcomer", at: "/sign-up" },
  { name: "not-found", title: "Address that leads nowhere", as: "newcomer", at: "/nowhere", status: 404 },
  {
    name: "product-not-found",
    title: "Unknown product",
    as: "newcomer",
    at: "/products/nothing-like-that",
    status: 404,
  },
  { name: "home-recommended", title: "Home with recommendations", as: "guest", at: "/" },
  { name: "cart", title: "Cart", as: "guest", at: "/cart" },
  { name: "checkout", title: "Checkout", as: "guest", at: "/checkout" },
  { name: "order", title: "Order", as: "guest", at: ({ orderId }) => `/orders/${orderId}` },
  { name: "orders", title: "Orders", as: "guest", at: "/orders" },
  {
    name: "order-not-found",
    title: "Unknown order",
    as: "guest",
    at: "/orders/00000000-0000-4000-8000-000000000000",
    status: 404,
  },
  { name: "account", title: "Account", as: "member", at: "/account" },
  { name: "account-of-staff", title: "Account of staff", as: "staff", at: "/account" },
  { name: "admin-products", title: "Dashboard: products", as: "staff", at: "/admin/products" },
  { name: "admin-prices", title: "Dashboard: a product's prices", as: "staff", at: "/admin/products/p001" },
  { name: "admin-orders", title: "Dashboard: orders", as: "staff", at: "/admin/orders" },
  {
    name: "admin-order",
    title: "Dashboard: an order",
    as: "staff",
    at: ({ orderId }) => `/admin/orders/${orderId}`,
  },
  { name: "admin-dead-letters", title: "Dashboard: dead letters", as: "staff", at: "/admin/dead-letters" },
  { name: "admin-staff", title: "Dashboard: staff", as: "staff", at: "/admin/staff" },
];
