import { decimalsOf } from "./currency.ts";
import type { Result } from "./result.ts";

/** An amount in the currency's minor units: cents of USD, whole JPY, thousandths of KWD. */
export type Money = { amount: number; currency: string };

type MoneyRefusal = "unknown_currency" | "not_a_number" | "negative" | "too_many_decimals" | "too_large";

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;
const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

// Numbers that JavaScript prints with an exponent are written out, so that a tiny or a huge one is named for what it is.
function writtenOut(value: string | number): string {
  const text = String(value);
  const match = exponent.exec(text);
  if (!match) return text;
  const [, sign = "", head = "", tail = "", power = "0"] = match;
  const shift = Number(power);
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${head}${tail}`;
  return `${sign}${(head + tail).padEnd(shift + 1, "0")}`;
}

/** Reads a decimal ("12.50", 12.5) exactly; more decimals than the currency has are refused, zeros behind them are not. */
export function parseMoney(value: string | number, currency: string): Result<Money, MoneyRefusal> {
  const decimals = decimalsOf(currency);
  if (decimals === undefined) return { ok: false, error: "unknown_currency" };
  const match = decimal.exec(writtenOut(value));
  if (!match) return { ok: false, error: "not_a_number" };
  const [, sign, whole = "", fraction = ""] = match;
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > decimals) return { ok: false, error: "too_many_decimals" };
  const amount = Number(whole + significant.padEnd(decimals, "0"));
  if (!Number.isSafeInteger(amount)) return { ok: false, error: "too_large" };
  if (sign && amount > 0) return { ok: false, error: "negative" };
  return { ok: true, value: { amount, currency } };
}

/** The decimal text of an amount, with all the currency's decimals: "12.50", "1250", "1.250". */
export function toDecimal({ amount, currency }: Money): string {
  const decimals = decimalsOf(currency);
  if (decimals === undefined) throw new RangeError(`unknown currency "${currency}"`);
  const digits = String(amount).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** By locale and currency: a page shows a hundred prices, and making a format takes longer than to format. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const name = `${locale} ${currency}`;
  const known = formats.get(name);
  if (known) return known;
  const decimals = decimalsOf(currency) ?? 2;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(name, format);
  return format;
}

/** How a reader of that locale writes the amount: "$12.50", "12,50 €", "￥1,250". */
export function formatMoney(money: Money, locale: string): string {
  // A decimal string is formatted exactly; a float would lose the last digits of a large amount.
  return formatOf(locale, money.currency).format(toDecimal(money) as `${number}`);
}

/** The sum of price × quantity; amounts that leave the safe integers or mix currencies are a fault. */
export function totalOf(lines: readonly { price: Money; quantity: number }[], currency: string): Money {
  let amount = 0;
  for (const { price, quantity } of lines) {
    if (price.currency !== currency) throw new RangeError(`${price.currency} cannot be added to ${currency}`);
    amount += price.amount * quantity;
    if (!Number.isSafeInteger(amount)) throw new RangeError("the total is beyond the safe integers");
  }
  return { amount, currency };
}
