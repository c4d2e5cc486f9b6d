import path from "node:path";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import { type ShopPlan, startShop } from "#server/supervisor/start-shop.ts";
import { CannotGoOn } from "../../scripts/bootstrap/cannot-go-on.mjs";

/** Runs a shop until a signal ends it; answers the exit code. */
export async function runSupervisor(plan: Omit<ShopPlan, "signal" | "say">): Promise<number> {
  const asked = new AbortController();
  const stop = () => asked.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // the bootstrap that started us on this Node is gone
  process.on("disconnect", stop);
  // a closed terminal must not end us before the shop is closed
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const say = (line: string) => console.log(line);
  const untilAsked = new Promise<"asked">((resolve) => {
    asked.signal.addEventListener("abort", () => resolve("asked"));
  });

  const care = new AsyncDisposableStack();
  let code = 0;
  try {
    const starting = startShop({ ...plan, signal: asked.signal, say }, care);
    starting.catch(() => undefined);
    const shop = await Promise.race([starting, untilAsked]);
    if (shop !== "asked") {
      say("");
      say(shop.url ? `Granary is open at ${shop.url}` : "The processes run and serve the shop that they joined.");
      say(`The admin's password and the API key are in ${path.relative(process.cwd(), shop.credentials)}`);
      await untilAsked;
    }
    say("Closing the shop …");
  } catch (error) {
    console.error(error instanceof CannotStart || error instanceof CannotGoOn ? error.message : error);
    code = 1;
  }
  await care.disposeAsync();
  return code;
}
