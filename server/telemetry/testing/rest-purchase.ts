import { randomBytes } from "node:crypto";

type Door = { url: string; apiKey: string };

/** What nobody's log may show. */
export const purchaser = {
  email: "ada.lovelace@analytical.example",
  address: {
    street: "12 Difference Engine Row",
    city: "Marylebone-on-Test",
    "state-or-region": "Somershire",
    country: "Ruritania",
    "postal-code": "ZX9 8QQ",
    name: "Ada Augusta Lovelace",
    "phone-number": "+44 20 7946 0999",
  },
};

/** A program's purchase through the REST door; answers its checkout's trace id. */
export async function buyByRest({ url, apiKey }: Door, shopper: string): Promise<{ traceId: string; orderId: string }> {
  const traceId = randomBytes(16).toString("hex");
  const traceparent = `00-${traceId}-${randomBytes(8).toString("hex")}-01`;
  const call = async (method: string, path: string, body?: unknown, traced = {}) => {
    const answer = await fetch(`${url}/v1/cart/${shopper}${path}`, {
      method,
      headers: { "x-api-key": apiKey, "content-type": "application/json", ...traced },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  await call("PUT", "/items/p001", { quantity: 2 });
  await call("PUT", "/email", { email: purchaser.email });
  await call("PUT", "/billing-address", purchaser.address);
  const { ok } = (await call("POST", "/checkout", undefined, { traceparent })) as { ok: { "order-id": string } };
  return { traceId, orderId: ok["order-id"] };
}
