import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalsOf } from "./currency.ts";
import { formatMoney, parseMoney, toDecimal, totalOf } from "./money.ts";
import { Currency, Money } from "./money-schema.ts";

const currency = fc.constantFrom("USD", "EUR", "JPY", "KWD", "CLF");
const money = fc.record({ amount: fc.nat({ max: Number.MAX_SAFE_INTEGER }), currency });

describe("currencies", () => {
  test.each([
    ["USD", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["CLF", 4],
    // Where ISO 4217 and the locale data that Intl uses differ, ISO counts.
    ["IQD", 3],
    ["AFN", 2],
  ])("%s has %i decimals", (code, decimals) => {
    expect(decimalsOf(code)).toBe(decimals);
  });

  test.each(["usd", "US", "XXX", "", "constructor"])("%j is none", (code) => {
    expect(decimalsOf(code)).toBeUndefined();
    expect(Currency.safeParse(code).success).toBe(false);
  });
});

describe("reading decimals", () => {
  test.each([
    ["12.50", "USD", 1250],
    [12.5, "USD", 1250],
    [19.99, "USD", 1999],
    // The float sum is 0.30000000000000004, but 0.3 itself is exact.
    ["0.3", "USD", 30],
    ["12.500", "USD", 1250],
    [1250, "JPY", 1250],
    ["1250.0", "JPY", 1250],
    [1.234, "KWD", 1234],
    ["0", "USD", 0],
    ["-0.00", "USD", 0],
    ["007", "USD", 700],
    [1e3, "USD", 100_000],
  ])("%j %s is %i minor units", (text, code, amount) => {
    expect(parseMoney(text, code)).toEqual({ ok: true, value: { amount, currency: code } });
  });

  test.each([
    ["12.505", "USD", "too_many_decimals"],
    [0.1 + 0.2, "USD", "too_many_decimals"],
    ["1250.5", "JPY", "too_many_decimals"],
    ["1.2345", "KWD", "too_many_decimals"],
    [1e-7, "USD", "too_many_decimals"],
    [1.5e-9, "USD", "too_many_decimals"],
    ["90071992547409.92", "USD", "too_large"],
    [1e21, "JPY", "too_large"],
    [-1, "USD", "negative"],
    ["", "USD", "not_a_number"],
    ["1,50", "USD", "not_a_number"],
    ["1e3", "USD", "not_a_number"],
    [" 1", "USD", "not_a_number"],
    [".5", "USD", "not_a_number"],
    [Number.NaN, "USD", "not_a_number"],
    [Number.POSITIVE_INFINITY, "USD", "not_a_number"],
    ["1", "usd", "unknown_currency"],
  ])("%j %s is refused as %s", (text, code, refusal) => {
    expect(parseMoney(text, code)).toEqual({ ok: false, error: refusal });
  });

  test("what is written can be read back, as text", () => {
    fc.assert(
      fc.property(money, (value) => {
        expect(parseMoney(toDecimal(value), value.currency)).toEqual({ ok: true, value });
      }),
    );
  });

  test("an amount that a price may have survives a JSON number", () => {
    fc.assert(
      fc.property(fc.nat({ max: 40_000_000_000 }), currency, (amount, code) => {
        const value = { amount, currency: code };
        const onTheWire: number = JSON.parse(JSON.stringify(Number(toDecimal(value))));
        expect(parseMoney(onTheWire, code)).toEqual({ ok: true, value });
      }),
    );
  });
});

describe("writing", () => {
  test.each([
    [5, "USD", "0.05"],
    [1250, "USD", "12.50"],
    [1250, "JPY", "1250"],
    [1250, "KWD", "1.250"],
    [0, "KWD", "0.000"],
  ])("%i of %s is %s", (amount, code, text) => {
    expect(toDecimal({ amount, currency: code })).toBe(text);
  });

  test("an amount of an unknown currency is a fault", () => {
    expect(() => toDecimal({ amount: 1, currency: "XXX" })).toThrow(RangeError);
  });

  test.each([
    [1250, "USD", "en-US", "$12.50"],
    [1250, "JPY", "en-US", "¥1,250"],
    [1250, "KWD", "en-US", "KWD\u00a01.250"],
    [1250, "IQD", "en-US", "IQD\u00a01.250"],
    [Number.MAX_SAFE_INTEGER, "USD", "en-US", "$90,071,992,547,409.91"],
  ])("%i of %s reads in %s as %s", (amount, code, locale, text) => {
    expect(formatMoney({ amount, currency: code }, locale)).toBe(text);
  });
});

describe("totals", () => {
  const line = fc.record({ amount: fc.nat({ max: 40_000_000_000 }), quantity: fc.integer({ min: 1, max: 999 }) });

  test("a total is the exact sum of price times quantity", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 200 }), currency, (lines, code) => {
        const exact = lines.reduce((sum, { amount, quantity }) => sum + BigInt(amount) * BigInt(quantity), 0n);
        const priced = lines.map(({ amount, quantity }) => ({ price: { amount, currency: code }, quantity }));
        expect(totalOf(priced, code)).toEqual({ amount: Number(exact), currency: code });
        expect(Money.safeParse(totalOf(priced, code)).success).toBe(true);
      }),
    );
  });

  test("the dearest cart there can be stays exact", () => {
    const dearest = { price: { amount: 40_000_000_000, currency: "USD" }, quantity: 999 };
    const total = totalOf(
      Array.from({ length: 200 }, () => dearest),
      "USD",
    );
    expect(BigInt(total.amount)).toBe(40_000_000_000n * 999n * 200n);
  });

  test("a total beyond the safe integers is a fault", () => {
    const line = { price: { amount: Number.MAX_SAFE_INTEGER, currency: "USD" }, quantity: 1 };
    expect(() => totalOf([line, line], "USD")).toThrow(RangeError);
  });

  test("two currencies are never added", () => {
    expect(() => totalOf([{ price: { amount: 1, currency: "EUR" }, quantity: 1 }], "USD")).toThrow(RangeError);
  });
});
