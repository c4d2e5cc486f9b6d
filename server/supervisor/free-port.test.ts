import { once } from "node:events";
import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { freePort } from "./free-port.ts";

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listenOn(port: number): Promise<number> {
  const server = net.createServer();
  servers.push(server);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return port;
}

test("no outgoing connection is given the port meanwhile", async () => {
  for (const edge of [0, 1 - Number.EPSILON]) {
    const draws = [edge];
    // Linux begins there unless told otherwise, others higher
    expect(await freePort(() => draws.shift() ?? Math.random())).toBeLessThan(32_768);
  }
});

test("a port that is taken is passed over", async () => {
  const taken = await listenOn(await freePort(() => 0.5));
  const draws = [0.5, 0.5];
  expect(await freePort(() => draws.shift() ?? Math.random())).not.toBe(taken);
});

test("where all that it tries are taken, the system chooses", async () => {
  const taken = await listenOn(await freePort(() => 0.25));
  expect(await freePort(() => 0.25)).not.toBe(taken);
});
