import { Redis } from "ioredis";

/**
 * Sends all that is asked for in one turn of the event loop as one write, in its order. ioredis' automatic pipelines do so
 * too, in twice the time and with several times the garbage: what they keep in promises and objects a socket keeps anyway.
 */
export class GatheringRedis extends Redis {
  #gathering: Redis["stream"] | undefined;

  override sendCommand(...args: Parameters<Redis["sendCommand"]>): unknown {
    const [, pipeline] = args;
    // a pipeline is one write by itself
    if (!pipeline && this.status === "ready" && this.stream !== this.#gathering) this.#gather(this.stream);
    return super.sendCommand(...args);
  }

  #gather(stream: Redis["stream"]): void {
    this.#gathering = stream;
    stream.cork();
    setImmediate(() => {
      if (this.#gathering === stream) this.#gathering = undefined;
      stream.uncork();
    });
  }
}
