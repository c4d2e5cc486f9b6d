import { startShop } from "#server/testing/shop.ts";
import { CannotMeasure } from "../cannot-measure.ts";
import { timed } from "../engine/closed-loop.ts";
import { httpCaller } from "../http-call.ts";
import { httpText } from "../peers/http-text.ts";
import { loadInLoop } from "../peers/load/closed-loop.ts";
import type { FigureRow } from "../rows.ts";

const connections = 256;
const line = "/v1/cart/hot/items/p001";

/** The row with the bar of turns a second through the gateway. */
export const hotAgentAtGateway = `gateway: ${connections} connections, one hot agent`;

/** What `npm start` starts, asked for one cart's line again and again with an API key. */
export async function measureGateway(ms: number): Promise<FigureRow[]> {
  const shop = await startShop({ env: { LOG_LEVEL: "warn" } });
  try {
    const { hostname, port, host } = new URL(shop.url);
    const headers = { "x-api-key": shop.credentials.apiKey };
    const { status } = await httpCaller(
      shop.url,
      30_000,
      1,
    )({ method: "PUT", path: line, headers, body: { quantity: 1 } });
    if (status !== 200) throw new CannotMeasure(`The first line of the cart was answered with ${status}.`);
    let sent = 0;
    const request = () =>
      httpText({ method: "PUT", host, path: `${line}/quantity`, headers, body: { quantity: 1 + (sent++ % 9) } });
    const { signal } = new AbortController();
    const loop = { host: hostname, port: Number(port), connections, request, warmUpMs: ms / 2, measuredMs: ms, signal };
    const { took, failed } = await loadInLoop(loop);
    if (failed > 0) throw new CannotMeasure(`${failed} of ${failed + took.length} commands at the gateway failed.`);
    // the processor time is the shop's, not this process's
    const { cpuUs: _, ...figures } = timed(took, ms, 0);
    return [{ name: hotAgentAtGateway, figures }];
  } finally {
    await shop.stop();
  }
}
