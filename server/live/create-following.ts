import { cart } from "#agents/cart/cart.contract.ts";
import { pricing } from "#agents/pricing/pricing.contract.ts";
import { product } from "#agents/product/product.contract.ts";
import { agentName, splitName } from "#runtime/ids.ts";
import type { Log } from "#runtime/log.ts";
import type { Clock } from "#runtime/ports.ts";
import type { Runtime } from "#runtime/runtime.ts";
import type { FeedWatcher, Seen } from "./feed-watcher.ts";
import type { Changes, Following, FollowRequest } from "./live.ts";
import { type Place, writePlace } from "./place-id.ts";
import { createPriceTimes } from "./price-times.ts";
import { agentOf, readTopic } from "./topic.ts";

export type FollowingOptions = {
  runtime: Runtime;
  watcher: FeedWatcher;
  clock: Pick<Clock, "now" | "after">;
  log: Log;
  onEnd: () => void;
};

const checkEvery = 30_000;
const pauseAfterFault = 1_000;
const anybody = { kind: "guest", id: "anybody" } as const;

/**
 * Watches the agents behind some topics. A topic is told only when everything that it then depends on is watched, so
 * that whatever commits after the browser has read it again is told too.
 */
export function createFollowing(request: FollowRequest, options: FollowingOptions): Following {
  const { shopper, since, isStillThere } = request;
  const { runtime, watcher, clock, log, onEnd } = options;
  const watch = watcher.watch(see);
  const sources = new Map(request.topics.map((topic) => [topic, agentsOf(topic)]));
  const times = createPriceTimes({ clock, from: since?.at ?? clock.now(), onDue: tellAgent });
  /** To be looked into, then told. */
  const stale = new Set(request.topics);
  const untold = new Set<string>();
  let [refreshing, begun, greeted, ended] = [false, false, false, false];
  let told: Place = since ?? { at: clock.now(), places: new Map() };
  let news = Promise.withResolvers<void>();
  let cancelCheck = clock.after(checkEvery, check);
  void refresh();

  function see(seen: Seen): void {
    const agents = seen.kind === "lost" ? seen.agents : [seen.agent];
    for (const agent of agents) {
      times.forget(agent);
      for (const [topic, of] of sources) if (of.has(agent)) stale.add(topic);
    }
    void refresh();
  }

  function tellAgent(agent: string): void {
    for (const [topic, of] of sources) if (of.has(agent)) untold.add(topic);
    news.resolve();
  }

  async function refresh(): Promise<void> {
    if (refreshing) return;
    refreshing = true;
    while (stale.size > 0 && !ended) {
      const taken = [...stale];
      stale.clear();
      try {
        await lookInto(taken);
        for (const topic of begun ? taken : await firstNews()) untold.add(topic);
        begun = true;
        news.resolve();
      } catch (error) {
        log("debug", "what a browser follows cannot be read for now", { error: String(error) });
        for (const topic of taken) stale.add(topic);
        await new Promise<void>((resolve) => void clock.after(pauseAfterFault, resolve));
      }
    }
    refreshing = false;
  }

  async function lookInto(topics: readonly string[]): Promise<void> {
    if (topics.includes("cart") && shopper) sources.set("cart", await cartAgents(shopper));
    const agents = new Set([...sources.values()].flatMap((of) => [...of]));
    await watch.set(agents);
    const read = runtime.as(anybody).query;
    const prices = [...agents].filter((agent) => splitName(agent).type === pricing.name);
    await times.follow(prices, (agent) => read(pricing, splitName(agent).id).getPricing());
  }

  /** The lines are asked for before they are watched: what commits in between is seen when the browser reads. */
  async function cartAgents({ id, caller }: NonNullable<typeof shopper>): Promise<Set<string>> {
    const found = await runtime.as(caller).query(cart, id).getCart();
    const lines = found ? [...found.items, ...found.unavailableItems] : [];
    const behindLines = lines.flatMap(({ productId }) => [
      agentName(pricing.name, productId),
      agentName(product.name, productId),
    ]);
    return new Set([agentName(cart.name, id), ...behindLines]);
  }

  async function firstNews(): Promise<Iterable<string>> {
    if (since === null) return sources.keys();
    const all = new Set([...sources.values()].flatMap((of) => [...of]));
    const committed = await watcher.since(all, since.places);
    const changed = [...sources].filter(([, of]) => [...of].some((agent) => committed.has(agent)));
    return [...request.fresh.filter((topic) => sources.has(topic)), ...changed.map(([topic]) => topic)];
  }

  function agentsOf(text: string): Set<string> {
    const topic = readTopic(text);
    if (topic === null) return new Set();
    if (topic.kind !== "cart") return new Set([agentOf(topic)]);
    return new Set(shopper ? [agentName(cart.name, shopper.id)] : []);
  }

  /** A place must not be ahead of what was told: not while something seen is still being looked into. */
  function takeNews(): Changes {
    times.fire();
    if (stale.size === 0 && !refreshing) told = { at: times.firedUntil, places: watch.places() };
    const changed = [...untold];
    untold.clear();
    greeted = true;
    return { id: writePlace(told), changed };
  }

  /** Prices are everybody's, and the first news follows right on the request. */
  const tellsOfOwn = () => greeted && [...untold].some((topic) => readTopic(topic)?.kind !== "price");

  async function isThere(): Promise<boolean> {
    // who cannot be looked up is not known to be gone, and what is told holds nothing
    return isStillThere().catch(() => true);
  }

  function check(): void {
    void isThere().then((there) => {
      if (ended) return;
      if (!there) return end();
      cancelCheck = clock.after(checkEvery, check);
    });
  }

  function end(): void {
    if (ended) return;
    ended = true;
    watch.end();
    times.end();
    cancelCheck();
    news.resolve();
    onEnd();
  }

  return {
    end,
    async next() {
      while (!ended) {
        if (begun && (!greeted || untold.size > 0)) {
          if (!tellsOfOwn() || (await isThere())) return ended ? null : takeNews();
          end();
        } else {
          await news.promise;
          news = Promise.withResolvers();
        }
      }
      return null;
    },
  };
}
