import type { RedisOptions } from "ioredis";

/** The servers that a REDIS_URL names: several of them, with commas between, are nodes of one cluster. */
export const serversIn = (urls: string): string[] => urls.split(",").map((url) => url.trim());

/** `redis://…`, `rediss://…` or `unix:///path/to/socket?db=0` as ioredis takes it. */
export function endpoint(url: string): RedisOptions {
  const { protocol, hostname, port, pathname, username, password, searchParams } = new URL(url);
  const credentials = {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  };
  if (protocol === "unix:") {
    return { path: decodeURIComponent(pathname), db: Number(searchParams.get("db")), ...credentials };
  }
  if (protocol !== "redis:" && protocol !== "rediss:") {
    throw new Error(`REDIS_URL must begin with redis://, rediss:// or unix:///, not ${protocol}//`);
  }
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || 6379),
    db: Number(pathname.slice(1)),
    ...credentials,
    ...(protocol === "rediss:" && { tls: {} }),
  };
}

/** The address without its password, for people. */
export function shownEndpoint(urls: string): string {
  const shown = serversIn(urls).map((url) => {
    const { protocol, pathname, host } = new URL(url);
    return protocol === "unix:" ? pathname : host;
  });
  return shown.join(", ");
}
