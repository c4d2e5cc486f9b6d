import { MAX_BRANDS, MAX_PRODUCTS } from "./answer.ts";
import { Facts } from "./facts.ts";

/** What every model is told to do. The facts follow as the one message of the user, as JSON. */
export const instructions = `You recommend products of an online shop to one of its shoppers.
The message is JSON. "bought" is what the shopper has bought, most bought first. "candidates" are products that they have
not bought; "orders" says how many of the shop's orders hold one, "boughtWith" how many of these also hold a product that
the shopper has bought.
Choose up to ${MAX_PRODUCTS} products among the candidates, best first, each with one short sentence to the shopper that says why, and
up to ${MAX_BRANDS} brands that they may like. Use only productId and brand values that occur in the message.
Answer with JSON only: {"products": [{"productId": string, "reason": string}], "brands": [string]}`;

export const promptOf = (facts: Facts): string => JSON.stringify(facts);

export const factsOf = (prompt: string): Facts => Facts.parse(JSON.parse(prompt));
