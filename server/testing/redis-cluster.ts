import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Redis } from "ioredis";
import { freePort } from "#server/supervisor/free-port.ts";
import { redisConfig, redisUrl } from "#server/supervisor/redis-config.ts";
import { endRedis, launchRedis, redisServer } from "./redis-server.ts";

interface ClusterNode {
  readonly url: string;
  readonly pid: number;
  /** The keys that it holds. */
  keys(): Promise<string[]>;
}

export interface TestCluster {
  /** What REDIS_URL would say: all nodes, with commas between. */
  readonly url: string;
  readonly nodes: ClusterNode[];
  stop(): Promise<void>;
}

const slots = 16_384;
const password = "cluster-under-test";

type Node = { url: string; port: number; busPort: number; child: ChildProcess; admin: Redis };

/** A Redis Cluster of so many masters on loopback, each with its equal range of the slots. */
export async function startRedisCluster(size: number): Promise<TestCluster> {
  const executable = await redisServer();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "granary-cluster-"));

  async function startNode(number: number): Promise<Node> {
    const [port, busPort] = [await freePort(), await freePort()];
    const own = path.join(folder, String(number));
    fs.mkdirSync(own);
    const listen = { port, password };
    const lines = ["cluster-enabled yes", `cluster-port ${busPort}`, "cluster-node-timeout 2000"];
    const config = path.join(own, "redis.conf");
    const text = redisConfig({ folder: own, listen, appendfsync: "always" });
    fs.writeFileSync(config, `${text}${lines.join("\n")}\n`, { mode: 0o600 });
    const url = redisUrl(listen);
    const child = await launchRedis(executable, config, url);
    return { url, port, busPort, child, admin: new Redis(url) };
  }

  const nodes: Node[] = [];
  while (nodes.length < size) nodes.push(await startNode(nodes.length));
  await join(nodes);
  return {
    url: nodes.map(({ url }) => url).join(","),
    nodes: nodes.map(({ url, child, admin }) => ({ url, pid: child.pid ?? 0, keys: () => admin.keys("*") })),
    async stop() {
      for (const { admin } of nodes) admin.disconnect();
      await Promise.all(nodes.map(({ child }) => endRedis(child)));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function join(nodes: Node[]): Promise<void> {
  const [first] = nodes;
  if (!first) return;
  for (const [i, { admin }] of nodes.entries()) {
    await admin.call("CLUSTER", "SET-CONFIG-EPOCH", i + 1);
    const from = Math.floor((i * slots) / nodes.length);
    await admin.call("CLUSTER", "ADDSLOTSRANGE", from, Math.floor(((i + 1) * slots) / nodes.length) - 1);
    if (i > 0) await admin.call("CLUSTER", "MEET", "127.0.0.1", first.port, first.busPort);
  }
  for (const { admin } of nodes) {
    // gossip takes a second or so
    while (!isWhole(String(await admin.call("CLUSTER", "INFO")), nodes.length)) {
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
  }
}

const isWhole = (info: string, size: number): boolean =>
  info.includes("cluster_state:ok") &&
  info.includes(`cluster_known_nodes:${size}`) &&
  info.includes(`cluster_size:${size}`);
