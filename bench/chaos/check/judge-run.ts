import type { CartCommand, PriceCommand, TellCommand } from "../record.ts";
import type { Finding } from "./finding.ts";
import type { ClientLog, Intent } from "./intents.ts";
import { judgeCart, type SeenCart } from "./judge-cart.ts";
import { judgePrices } from "./judge-prices.ts";
import { judgeTells, type SeenTells, type Told } from "./judge-tells.ts";
import type { ShopReader } from "./read-shop.ts";

export type Verdict = { findings: Finding[]; tells: { accepted: number; delivered: number } };
/** One thing that can be judged by itself, as often as need be. */
export type Question = () => Promise<Verdict>;

/** All questions that the clients' commands raise: one a cart with its orders, price list and assistant. */
export function questionsOf(logs: readonly ClientLog[], shop: ShopReader): Question[] {
  const intents = logs.flatMap((log) => log.intents);
  return [
    ...logs.flatMap(({ intents: own, shoppers }) => {
      const carts = grouped(own.filter(isCart), ({ command }) => command.cart);
      return [...carts].flatMap(([cart, commands]) => {
        const shopper = shoppers.get(cart);
        return [
          shopper === undefined ? async () => aboutNobody(cart, commands) : () => aboutCart(shop, shopper, commands),
        ];
      });
    }),
    ...[...grouped(intents.filter(isPrice), ({ command }) => command.product)].map(
      ([product, commands]) =>
        async () => ({
          findings: judgePrices(commands, await shop.prices(product)),
          tells: { accepted: 0, delivered: 0 },
        }),
    ),
    ...[...grouped(intents.filter(isTell), ({ command }) => command.assistant)].map(
      ([assistant, commands]) =>
        async () =>
          aboutTells(
            commands
              .filter(({ outcome }) => outcome === "ok" || outcome === "unknown")
              .map(({ id, command, outcome }) => ({ id, token: command.token, isAccepted: outcome === "ok" })),
            await shop.tells(assistant),
          ),
    ),
  ];
}

async function aboutCart(shop: ShopReader, shopper: string, commands: Intent<CartCommand>[]): Promise<Verdict> {
  const seen = await shop.cart(shopper);
  const verdict = aboutTells(toldByCheckouts(commands, seen), await shop.tells(shopper));
  return { ...verdict, findings: [...judgeCart(commands, seen), ...verdict.findings] };
}

/** A cart whose shopper its client never learned cannot be looked at: what was acknowledged in it is not to be found. */
function aboutNobody(cart: string, commands: Intent<CartCommand>[]): Verdict {
  const acknowledged = commands.filter(({ outcome }) => outcome === "ok");
  const says = `whose cart ${cart} is was never said`;
  return {
    findings: acknowledged.map(({ id }) => ({ kind: "lost", id, says })),
    tells: { accepted: 0, delivered: 0 },
  };
}

/** A checkout tells the assistant in its own commit: where the order is, the tell was accepted. */
function toldByCheckouts(commands: Intent<CartCommand>[], seen: SeenCart): Told[] {
  const by = new Map(commands.flatMap(({ id, orderId }) => (orderId === undefined ? [] : [[orderId, id] as const])));
  const orderIds = new Set([...by.keys(), ...seen.orders.map(({ orderId }) => orderId)]);
  return [...orderIds].map((token) => ({ id: by.get(token) ?? "", token, isAccepted: true }));
}

function aboutTells(told: Told[], seen: SeenTells): Verdict {
  const accepted = told.filter(({ isAccepted }) => isAccepted);
  const arrived = new Set(seen.tokens);
  const delivered = accepted.filter(({ token }) => arrived.has(token)).length;
  return { findings: judgeTells(told, seen), tells: { accepted: accepted.length, delivered } };
}

const isCart = (intent: Intent): intent is Intent<CartCommand> => "cart" in intent.command;
const isPrice = (intent: Intent): intent is Intent<PriceCommand> => intent.command.kind === "price";
const isTell = (intent: Intent): intent is Intent<TellCommand> => intent.command.kind === "tell";

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const name = nameOf(one);
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return groups;
}
