import { randomBytes, randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import next from "next";
import { product } from "#agents/product/product.contract.ts";
import type { Pictures } from "#lib/picture.ts";
import type { RuntimeProcess } from "#runtime/create-runtime.ts";
import type { Log } from "#runtime/log.ts";
import type { Clock } from "#runtime/ports.ts";
import type { Granary } from "./api/caller.ts";
import { type ApiDependencies, createContext } from "./api/context.ts";
import { createCaller } from "./api/root.ts";
import { createApiKeys } from "./auth/api-keys.ts";
import { createAuth } from "./auth/auth.ts";
import { createAccounts } from "./auth/create-accounts.ts";
import { createSessions } from "./auth/create-sessions.ts";
import { ensureOwner, readCredentials } from "./auth/ensure-owner.ts";
import { createGuestMoves, type GuestMoves } from "./auth/guest-moves.ts";
import { createBelongings } from "./auth/move-belongings.ts";
import { createMoveLedger } from "./auth/move-ledger.ts";
import { createPeople } from "./auth/people.ts";
import { cookiePrefixOf, keepSecret } from "./auth/secret.ts";
import { createStaffRoles } from "./auth/staff-roles.ts";
import type { Database } from "./db/client.ts";
import { checkDatabase, checkMigrations } from "./db/health.ts";
import type { Feeds } from "./db/projector/feed-place.ts";
import type { Lag } from "./db/projector/lag.ts";
import { createFacetCounts } from "./db/search/create-facet-counts.ts";
import { createOrderIndex } from "./db/views/order-index.ts";
import { createProductTable } from "./db/views/product-table.ts";
import type { Env } from "./env.ts";
import { createGateway } from "./gateway/create-gateway.ts";
import type { Metrics } from "./gateway/metrics.ts";
import { createPageStatus } from "./gateway/page-status.ts";
import { createSignInAttempts } from "./gateway/sign-in-attempts.ts";
import { createTokenBuckets } from "./gateway/token-buckets.ts";
import { trpcChanges } from "./gateway/trpc-changes.ts";
import { createLive } from "./live/create-live.ts";
import { createFeedWatcher } from "./live/feed-watcher.ts";
import { servedFolder } from "./pictures/picture-folder.ts";
import { generatedPictures } from "./pictures/places.ts";
import { readPictures } from "./pictures/read-pictures.ts";
import { describeListenError, publicAddress } from "./public-address.ts";
import { restChanges } from "./rest/rest-changes.ts";
import { restDoor } from "./rest/rest-door.ts";
import type { RequestTracing } from "./telemetry/trace-requests.ts";

type Options = {
  env: Env;
  runtime: RuntimeProcess;
  database: Database;
  feeds: Feeds;
  readLag: () => Promise<Lag>;
  metrics: Metrics;
  /** Absent where nothing is traced. */
  requests: RequestTracing | undefined;
  clock: Clock;
  log: Log;
  stop: AsyncDisposableStack;
};

/** Opens the doors of a process with the `web` role and answers where they are, and where this very process is asked. */
export async function startWeb(options: Options): Promise<{ url: string; metricsUrl: string }> {
  const { env, runtime, database, feeds, readLag, metrics, requests, clock, log, stop } = options;
  const now = Date.now;
  const secret = env.AUTH_SECRET ?? (await keepSecret(env.DATA_DIR, () => randomBytes(32).toString("base64url")));
  const cookiePrefix = cookiePrefixOf(secret);
  const publicUrl = env.PUBLIC_URL;
  const auth = createAuth({ database, secret, cookiePrefix, publicUrl, newShopperId: randomUUID, log });

  const credentials = await readCredentials(env.DATA_DIR);
  if (credentials === null) log("info", "there is no credentials.json: no admin and no API key were made");
  else await ensureOwner(auth, credentials);

  const guests = createTokenBuckets({ capacity: 600, perSecond: 10, max: 50_000, now });
  const refusedKeys = createTokenBuckets({ capacity: 30, perSecond: 1, max: 50_000, now });
  const sessions = createSessions(auth, { cookiePrefix, now });
  const moves = createGuestMoves({ ledger: createMoveLedger(database), belongings: createBelongings(runtime), log });
  const api: ApiDependencies = {
    runtime,
    catalogue: { listProducts: (page) => runtime.list(product, page) },
    countFacets: createFacetCounts({ database, monotonic: () => performance.now(), log, patience: 1_000, rest: 5_000 }),
    productTable: createProductTable(database, log),
    orderIndex: createOrderIndex(database),
    people: createPeople(database),
    now,
    sessions,
    accounts: createAccounts({ auth, database, sessions, moves, newId: randomUUID }),
    staffRoles: createStaffRoles(database),
    attempts: createSignInAttempts(now),
    live: createLive({
      runtime,
      watcher: createFeedWatcher({ feeds, onCommits: runtime.onCommits, clock, log }),
      clock,
      log,
    }),
    apiKeys: createApiKeys(auth, now),
    admitGuest: (address) => guests.take(address) === 0,
  };
  const pageStatus = createPageStatus();
  publishToPages(api, await readPictures(generatedPictures), pageStatus.noteAway);

  const dev = env.NODE_ENV === "development";
  const gateway = await createGateway({
    api,
    rest: restDoor({ runtime, apiKeys: api.apiKeys, countRefused: (address) => refusedKeys.take(address), log }),
    turnAway: { isFull: () => runtime.isFull, doors: [restChanges, trpcChanges] },
    checks: {
      redis: async () => (await runtime.health()).reason ?? null,
      postgresql: () => checkDatabase(database),
      migrations: () => checkMigrations(database),
    },
    details: async () => ({ projectionLag: await readLag(), rewoundPartitions: runtime.rewound }),
    metrics,
    tracing: requests,
    pictures: servedFolder(generatedPictures),
    pages: async (server) => {
      const pages = next({ dev, dir: projectFolder, hostname: env.HOST, port: env.PORT, httpServer: server });
      await pages.prepare();
      stop.defer(() => pages.close());
      return pageStatus.around(pages.getRequestHandler());
    },
    publicUrl,
    trustedProxies: env.TRUSTED_PROXIES,
    dev,
    log,
  });
  stop.defer(() => gateway.close());

  stop.defer(keepMoving(moves, log));

  try {
    // a crowd that connects at once is taken and told to come back, not left to try to connect for seconds
    await gateway.listen({ host: env.HOST, port: env.PORT, backlog: 4_096 });
  } catch (error) {
    throw new Error(describeListenError(error as NodeJS.ErrnoException, env.HOST, env.PORT), { cause: error });
  }
  const address = gateway.server.address() as AddressInfo;
  return {
    url: publicAddress(publicUrl, address),
    metricsUrl: new URL("/metrics", publicAddress(undefined, address)).href,
  };
}

/** Finishes the moves of guests that a crash or a fault left over, now and then; answers how to end that. */
function keepMoving(moves: GuestMoves, log: Log): () => void {
  const finish = () =>
    void moves.finish().catch((error: unknown) => log("warn", "the moves of guests cannot be looked up", { error }));
  finish();
  const timer = setInterval(finish, 30_000);
  return () => clearInterval(timer);
}

const projectFolder = fileURLToPath(new URL("..", import.meta.url));

/** Next loads its own copy of every module, so its pages find the API here; `server/api/caller.ts` reads it. */
function publishToPages(api: ApiDependencies, pictures: Pictures, noteAway: () => void): void {
  const granary: Granary = {
    pictures,
    callerFor: (headers) => {
      const cookie = headers.get("cookie");
      const request = { headers: new Headers(cookie === null ? {} : { cookie }), address: "page", setCookie: null };
      return createCaller(createContext(api, request), {
        onError: ({ error }) => {
          if (error.code === "SERVICE_UNAVAILABLE" || error.code === "GATEWAY_TIMEOUT") noteAway();
        },
      });
    },
  };
  Reflect.set(globalThis, Symbol.for("granary"), granary);
}
