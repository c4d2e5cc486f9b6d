import { cart } from "#agents/cart/cart.contract.ts";
import { order } from "#agents/order/order.contract.ts";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";

type As = ReturnType<RuntimeProcess["as"]>;

/** A way to make one resting agent: its commands one after the other, each a commit of its own. */
export interface Kind {
  of: string;
  keep: 0 | "all";
  commits: number;
  make(as: As, n: number): Promise<void>;
}

const address = {
  street: "Main St 1",
  city: "Springfield",
  stateOrRegion: "IL",
  country: "US",
  postalCode: "62701",
  name: "Ada Lovelace",
  phoneNumber: "+1 555 0100",
};
const line = (n: number) => ({
  productId: `p${String(n % 500).padStart(3, "0")}`,
  productName: `Enamel mug of ${n % 500}`,
  productBrand: "Clay & Co",
  price: { amount: 1250, currency: "USD" },
  quantity: 1 + (n % 3),
});

export const agentId = (n: number): string => `shopper-${String(n).padStart(7, "0")}`;

function mustBeOk(result: { ok: boolean }): void {
  if (!result.ok) throw new Error(`a command was refused: ${JSON.stringify(result)}`);
}

export const kinds: Kind[] = [
  {
    of: "cart",
    keep: 0,
    commits: 2,
    async make(as, n) {
      const own = as.ask(cart, agentId(n));
      mustBeOk(await own.updateEmail({ email: `${agentId(n)}@example.com` }));
      // its patch stays in the journal: a snapshot is not due yet
      mustBeOk(await own.updateBillingAddress({ address }));
    },
  },
  {
    of: "order",
    keep: "all",
    commits: 1,
    async make(as, n) {
      const market = { currency: "USD", region: "global" };
      const who = { userId: agentId(n), email: `${agentId(n)}@example.com` };
      const items = [line(n), line(n + 1)];
      const made = { ...who, ...market, items, billingAddress: address, shippingAddress: null };
      mustBeOk(await as.ask(order, agentId(n)).initializeOrder(made));
    },
  },
];
