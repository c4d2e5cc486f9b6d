import { expect, test } from "vitest";
import type { PriceRow } from "#lib/price-changes.ts";
import { changeWords } from "./price-words.ts";

const sale: PriceRow = {
  kind: "sale",
  price: { amount: 1_999, currency: "USD" },
  region: "global",
  start: "2026-01-01",
  end: "2026-02-01",
};
const cheaper = { ...sale, price: { amount: 1_799, currency: "USD" } };
const list: PriceRow = {
  kind: "list",
  price: { amount: 1_200, currency: "JPY" },
  region: "jp",
  start: null,
  end: null,
};
const said = (before: PriceRow | null, after: PriceRow | null) => changeWords({ before, after }, (instant) => instant);

test("a change is said with what was and what is", () => {
  expect(said(sale, cheaper)).toBe("sale USD/global $19.99 → $17.99, from 2026-01-01 until 2026-02-01");
  expect(said(sale, { ...cheaper, end: null })).toBe(
    "sale USD/global $19.99, from 2026-01-01 until 2026-02-01 → $17.99, from 2026-01-01",
  );
  expect(said(null, { ...sale, start: null, end: null })).toBe("sale USD/global added: $19.99, always");
  expect(said(list, null)).toBe("list price JPY/jp removed: it was ¥1,200");
});
