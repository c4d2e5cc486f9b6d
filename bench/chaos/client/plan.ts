import type { Random } from "#runtime/testing/simulated-process.ts";
import { shuffled, wholeFrom } from "../../chances.ts";
import type { Command, Outcome } from "../record.ts";

/** One intention, and how it ends when nothing is lost: what the shop refuses is known beforehand. */
export type Planned = { command: Command; keyed: boolean; expected: "ok" | "refused" };

/** What a client does next, one command at a time; each leaves a mark that tells it from all others. */
export interface Plan {
  next(): Planned;
  /** How it ended. After an unknown end its cart is left behind: nobody knows what is in it. */
  ended(command: Command, outcome: Outcome): void;
}

type Options = {
  client: string;
  run: string;
  random: Random;
  products: readonly string[];
  /** How many agents all clients share for their prices. */
  sharedPrices: number;
  /** The share of commands that are sent under a key. */
  keyed: number;
  /** This door buys for a cart under a key only. */
  keyedCheckouts: boolean;
};

/** So many checkouts or tells later another cart or assistant is used: an assistant remembers its newest hundred. */
const perAssistant = 80;

export function createPlan({ client, run, random, products, sharedPrices, keyed, keyedCheckouts }: Options): Plan {
  let carts = 0;
  let checkouts = 0;
  let numbered = 0;
  let tells = 0;
  let queue: Planned[] = [];
  let isFresh = true;
  const cart = () => `${client}-${carts}`;
  const number = () => {
    numbered += 1;
    return numbered;
  };
  const planned = (command: Command, expected: Planned["expected"] = "ok"): Planned => ({
    command,
    keyed: random() < keyed,
    expected,
  });

  function nextCart(): void {
    carts += 1;
    checkouts = 0;
    isFresh = true;
    queue = queue.filter(({ command }) => !("cart" in command));
  }

  /** A basket from its first line to the order. Every product is added once, so that a doubled add shows. */
  function basket(): Planned[] {
    const steps: Planned[] = [];
    const chosen = shuffled(random, products).slice(0, wholeFrom(random, 2, 6));
    for (const product of chosen) {
      const add = planned({ kind: "add", cart: cart(), product, quantity: wholeFrom(random, 1, 300) });
      // the first command of a cart makes its guest, so its end must become known
      steps.push(isFresh ? { ...add, keyed: true } : add);
      isFresh = false;
      if (random() < 0.3)
        steps.push(planned({ kind: "set", cart: cart(), product, quantity: wholeFrom(random, 301, 900) }));
      if (random() < 0.1) {
        steps.push(planned({ kind: "remove", cart: cart(), product }));
        steps.push(planned({ kind: "set", cart: cart(), product, quantity: 5 }, "refused"));
        steps.push(planned({ kind: "add", cart: cart(), product, quantity: wholeFrom(random, 1, 300) }));
      }
    }
    if (random() < 0.1) return [...steps, planned({ kind: "clear", cart: cart() })];
    steps.push(planned({ kind: "email", cart: cart(), email: `${client}-${number()}@example.com` }));
    steps.push(planned({ kind: "address", cart: cart(), street: `${client} street ${number()}` }));
    const checkout = planned({ kind: "checkout", cart: cart() });
    return [...steps, keyedCheckouts ? { ...checkout, keyed: true } : checkout];
  }

  function prices(): Planned[] {
    return Array.from({ length: wholeFrom(random, 1, 5) }, () => {
      const amount = number();
      // so that no journal grows without end
      const product = `${run}-price-${wholeFrom(random, 1, sharedPrices)}-${Math.floor(amount / 400)}`;
      return planned({ kind: "price", product, region: client, amount });
    });
  }

  function telling(): Planned[] {
    return Array.from({ length: wholeFrom(random, 1, 3) }, () => {
      tells += 1;
      const assistant = `${run}-${client}-told-${Math.floor(tells / perAssistant)}`;
      return planned({ kind: "tell", assistant, token: `${client}-${tells}` });
    });
  }

  return {
    next() {
      if (queue.length === 0) {
        if (checkouts >= perAssistant) nextCart();
        queue = [...basket(), ...prices(), ...telling()];
      }
      const [first, ...rest] = queue;
      if (!first) throw new Error("a basket has no steps");
      queue = rest;
      return first;
    },
    ended(command, outcome) {
      if (command.kind === "checkout") checkouts += 1;
      if (outcome === "unknown" && "cart" in command) nextCart();
    },
  };
}
