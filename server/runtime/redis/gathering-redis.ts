import { Redis } from "ioredis";

/** More characters than this do not wait for the rest of the turn. */
const mostGathered = 1024 * 1024;

/**
 * Gathers what is asked for in one turn of the event loop and writes it together, in its order; a pipeline of its own takes its
 * place among the rest. Instead of ioredis' automatic pipelines: ADR 15 says why. A duplicate of it is an ordinary client.
 */
export class GatheringRedis extends Redis {
  #gathering: Redis["stream"] | undefined;
  #endOfTurn: NodeJS.Immediate | undefined;

  override sendCommand(...args: Parameters<Redis["sendCommand"]>): unknown {
    const [, pipeline] = args;
    // what is asked for before the connection is ready waits in a list of ioredis
    if (!pipeline && this.status === "ready" && this.stream !== this.#gathering) this.#gather(this.stream);
    const sent = super.sendCommand(...args);
    if (this.#gathering && this.#gathering.writableLength > mostGathered) this.#write();
    return sent;
  }

  #gather(stream: Redis["stream"]): void {
    this.#write();
    this.#gathering = stream;
    stream.cork();
    this.#endOfTurn ??= setImmediate(() => {
      this.#endOfTurn = undefined;
      this.#write();
    });
  }

  #write(): void {
    const stream = this.#gathering;
    this.#gathering = undefined;
    stream?.uncork();
  }
}
