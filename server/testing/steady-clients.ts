import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

interface Call {
  /** Milliseconds of this process's clock. */
  sent: number;
  answered: number;
  /** The status, or why there is none. */
  outcome: number | string;
}

export interface SteadyClients {
  /** Everything that was answered so far. */
  readonly calls: readonly Call[];
  /** Each command from when it was first sent to its acknowledgement, in the order of the latter. */
  readonly answered: readonly { began: number; ended: number }[];
  /** Resolves once so many more calls have been answered since now. */
  more(count: number): Promise<void>;
  /** Ends the clients after the answers they wait for, and says how many calls each cart has acknowledged and holds. */
  stop(): Promise<{ acknowledged: Record<string, number>; inCarts: Record<string, number> }>;
}

const comeBackMs = 100;
/** A cart takes 999 of a product; each client fills several. */
const cartful = 500;

/**
 * Clients that put one thing after another into carts of their own, each call under a key, and again under the same key
 * while its outcome is unknown: so what is in the carts at the end must be what was acknowledged.
 */
export function startSteadyClients(shop: { url: string; apiKey: string }, count: number): SteadyClients {
  const calls: Call[] = [];
  const answered: { began: number; ended: number }[] = [];
  const waiting = new Set<() => void>();
  const filled = new Map<string, number>();
  let stopping = false;

  async function ask(cart: string, key: string): Promise<number | string> {
    const response = await fetch(`${shop.url}/v1/cart/${cart}/items/p001`, {
      method: "PUT",
      headers: { "x-api-key": shop.apiKey, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ quantity: 1 }),
    });
    await response.text();
    return response.status;
  }

  async function client(name: string): Promise<void> {
    for (let n = 0; !stopping; n++) {
      const cart = `${name}-${Math.floor(n / cartful)}`;
      const key = randomUUID();
      const began = performance.now();
      let outcome: number | string;
      do {
        // who is told at once that nothing can be done must not ask in a hot loop
        if (performance.now() - began > comeBackMs) await delay(comeBackMs);
        const sent = performance.now();
        outcome = await ask(cart, key).catch((error: unknown) => String(error));
        calls.push({ sent, answered: performance.now(), outcome });
        for (const look of waiting) look();
      } while (outcome !== 200);
      answered.push({ began, ended: performance.now() });
      filled.set(cart, (filled.get(cart) ?? 0) + 1);
    }
  }

  async function quantityIn(cart: string): Promise<number> {
    const response = await fetch(`${shop.url}/v1/cart/${cart}`, { headers: { "x-api-key": shop.apiKey } });
    const { ok } = (await response.json()) as { ok: { items: { quantity: number }[] } };
    return ok.items.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  const run = randomUUID().slice(0, 8);
  const clients = Array.from({ length: count }, (_, i) => client(`steady-${run}-${i}`));
  return {
    calls,
    answered,
    more(wanted) {
      const enough = calls.length + wanted;
      return new Promise((resolve) => {
        const look = () => {
          if (calls.length < enough) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
    async stop() {
      stopping = true;
      await Promise.all(clients);
      const found = await Promise.all([...filled.keys()].map(async (cart) => [cart, await quantityIn(cart)] as const));
      return { acknowledged: Object.fromEntries(filled), inCarts: Object.fromEntries(found) };
    },
  };
}

/** How often each outcome was answered since a moment. */
export function outcomesOf(calls: readonly Call[], since = 0): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { answered, outcome } of calls) {
    if (answered >= since) counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
