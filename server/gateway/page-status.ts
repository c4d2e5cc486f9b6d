import { AsyncLocalStorage } from "node:async_hooks";
import type { RawHandler } from "./raw-mount.ts";

const retryAfter = 5;

/** Gives a page the status 503, which Next cannot give, when it was rendered while the shop's storage was away. */
export function createPageStatus() {
  const rendering = new AsyncLocalStorage<{ away: boolean }>();
  return {
    /** Said by whatever the page reads; too late once its first bytes have left. */
    noteAway(): void {
      const page = rendering.getStore();
      if (page) page.away = true;
    },

    around:
      (handler: RawHandler): RawHandler =>
      (request, response) => {
        const page = { away: false };
        const writeHead = response.writeHead;
        response.writeHead = function later(status: number, ...rest: unknown[]) {
          const unavailable = page.away && (status === 200 || status === 500);
          if (unavailable) response.setHeader("retry-after", retryAfter);
          return Reflect.apply(writeHead, response, [unavailable ? 503 : status, ...rest]);
        };
        return rendering.run(page, () => handler(request, response));
      },
  };
}
