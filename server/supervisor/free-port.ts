import net from "node:net";
import { CannotStart } from "#server/supervisor/cannot-start.ts";

// below what Linux (from 32768), macOS and Windows (from 49152) give to outgoing connections unless told otherwise
const [lowest, highest] = [20_000, 32_767];
const tries = 20;

/** A loopback port that nothing listens on now, and that by default no outgoing connection takes before its server does. */
export async function freePort(random: () => number = Math.random): Promise<number> {
  for (let tried = 0; tried < tries; tried++) {
    const port = lowest + Math.floor(random() * (highest - lowest + 1));
    const free = await listenOnce(port, "127.0.0.1").catch(() => undefined);
    if (free) return free;
  }
  return await listenOnce(0, "127.0.0.1");
}

/** Refuses to go on when the shop could not listen at the end of it. */
export async function checkPort(port: number, host: string): Promise<void> {
  try {
    await listenOnce(port, host);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") {
      throw new CannotStart(
        `Port ${port} on ${host} is taken by another program: stop it, or choose another port with PORT=${port + 1} npm start.`,
      );
    }
    if (code === "EACCES") {
      throw new CannotStart(`Port ${port} may not be used by this user: choose one above 1023 with PORT.`);
    }
    throw new CannotStart(`The shop cannot listen on HOST ${host} (${code}): use an address of this machine.`);
  }
}

function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
