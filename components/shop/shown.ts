import { formatMoney, type Money } from "#lib/money.ts";

// Named, never the platform's own, so that server and browser write the same.
const locale = "en-US";
const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

export const shownMoney = (money: Money): string => formatMoney(money, locale);
export const shownDay = (instant: string): string => day.format(new Date(instant));
export const shownMinute = (instant: string): string => `${minute.format(new Date(instant))} UTC`;
export const shownPieces = (count: number): string => `${count} ${count === 1 ? "piece" : "pieces"}`;
