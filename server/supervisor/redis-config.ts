export type RedisListen = { socket: string } | { port: number; password: string };

interface RedisConfig {
  folder: string;
  /** A Unix socket, or a loopback port with its password. */
  listen: RedisListen;
  appendfsync: "always" | "everysec" | "no";
}

/** The configuration file of a private Redis: durable before each answer, and never evicting. */
export function redisConfig({ folder, listen, appendfsync }: RedisConfig): string {
  const where =
    "socket" in listen
      ? ["port 0", `unixsocket ${quote(listen.socket)}`, "unixsocketperm 700"]
      : ["bind 127.0.0.1", `port ${listen.port}`, `requirepass ${quote(listen.password)}`];
  const lines = [
    ...where,
    `dir ${quote(folder)}`,
    "daemonize no",
    "appendonly yes",
    `appendfsync ${appendfsync}`,
    // at full load Redis' default of 64 MB has it write its file anew every six seconds, on a core of its own each time; a start
    // reads 256 MB in some two seconds
    "auto-aof-rewrite-min-size 256mb",
    "maxmemory-policy noeviction",
    'save ""',
    "loglevel warning",
    // a stream takes a whole node at once: with the default of 4096 every agent's journal would
    "stream-node-max-bytes 512",
    // on some arm64 kernels Redis refuses to start over a flaw that only touches its background saves
    "ignore-warnings ARM64-COW-BUG",
  ];
  return `${lines.join("\n")}\n`;
}

/** The URL under which ioredis reaches it. */
export function redisUrl(listen: RedisListen): string {
  return "socket" in listen ? `unix://${listen.socket}` : `redis://:${listen.password}@127.0.0.1:${listen.port}`;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
