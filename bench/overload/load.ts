// A process of its own that offers commands: node bench/overload/load.ts '{"url": …}'
import { z } from "zod";
import { seededRandom } from "#runtime/testing/simulated-process.ts";
import { wholeFrom } from "../chances.ts";
import { offer } from "./offer.ts";

const Order = z.object({
  url: z.string(),
  apiKey: z.string(),
  products: z.array(z.string()),
  seconds: z.number(),
  pace: z.union([z.object({ perSecond: z.number() }), z.object({ together: z.int() })]),
  connections: z.int(),
  seed: z.int(),
});
export type LoadOrder = z.output<typeof Order>;

const order = Order.parse(JSON.parse(process.argv[2] ?? "{}"));
const { hostname, port, host } = new URL(order.url);
const random = seededRandom(order.seed);
const carts = 5_000;

/** One more of some product in some cart: a plain command of the shop. */
function oneRequest(): Buffer {
  const cart = `load-${wholeFrom(random, 1, carts)}`;
  const product = order.products[wholeFrom(random, 0, order.products.length - 1)];
  const body = '{"quantity":1}';
  return Buffer.from(
    `PUT /v1/cart/${cart}/items/${product} HTTP/1.1\r\nhost: ${host}\r\nx-api-key: ${order.apiKey}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    "latin1",
  );
}

/** Made before the load begins, so that offering costs next to nothing; their number divides by no number of carts. */
const requests = Array.from({ length: 19_997 }, oneRequest);
let next = 0;
function request(): Buffer {
  next = (next + 1) % requests.length;
  return requests[next] ?? oneRequest();
}

const { seconds, pace, connections } = order;
const onBegin = () => void process.send?.("begun");
const offered = await offer({ host: hostname, port: Number(port), request, seconds, pace, connections, onBegin });
process.send?.({ offered }, () => process.exit(0));
