import path from "node:path";
import { roles as allRoles, type Env, type Role } from "#server/env.ts";
import { CannotStart } from "#server/supervisor/cannot-start.ts";
import { openDataFolder } from "#server/supervisor/data-folder.ts";
import { readServices, type Services } from "#server/supervisor/services-file.ts";
import { shopLockHolder, takeShopLock } from "#server/supervisor/shop-lock.ts";

interface Wanted {
  project: string;
  env: Env;
  roles: Role[];
  redisUrl: string | undefined;
  databaseUrl: string | undefined;
}

/** Where a start puts its data, and which servers it need not start itself. */
export interface ShopPlace {
  dataFolder: string;
  /** Some roles only, beside a shop that runs elsewhere or in another process. */
  joined: boolean;
  services: Partial<Services>;
  tellUrl(url: string): void;
  release(): void;
}

/** Takes the data folder for a whole shop, or joins the one that runs there. */
export function takeShopPlace({ project, env, roles, redisUrl, databaseUrl }: Wanted): ShopPlace {
  const dataFolder = path.resolve(project, env.DATA_DIR);
  openDataFolder(dataFolder);
  const given = { ...(redisUrl && { redisUrl }), ...(databaseUrl && { databaseUrl }) };
  if (roles.length < allRoles.length) {
    const services = { ...runningServices(dataFolder), ...given };
    if (!services.redisUrl || !services.databaseUrl) {
      throw new CannotStart(
        `The role ${roles.join(", ")} needs the Redis and PostgreSQL of a shop: start the whole shop on ${dataFolder} ` +
          "with npm start first, or set REDIS_URL and DATABASE_URL.",
      );
    }
    return { dataFolder, joined: true, services, tellUrl: () => undefined, release: () => undefined };
  }
  const taken = takeShopLock(dataFolder);
  if (taken.ok) return { dataFolder, joined: false, services: given, ...taken.lock };
  const { url, pid } = taken.holder;
  throw new CannotStart(
    `The shop on ${dataFolder} already runs ${url ? `at ${url}` : "and is still starting"} (process ${pid}): ` +
      "use that one, stop it first, or choose another folder with DATA_DIR.",
  );
}

function runningServices(dataFolder: string): Partial<Services> {
  return shopLockHolder(dataFolder) ? (readServices(dataFolder) ?? {}) : {};
}
