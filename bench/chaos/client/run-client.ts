import { setTimeout as wait } from "node:timers/promises";
import type { Command, Line } from "../record.ts";
import type { Door } from "./door.ts";
import type { Ended } from "./ended.ts";
import type { Plan, Planned } from "./plan.ts";

type Options = {
  client: string;
  run: string;
  door: Door;
  /** For what the client's own door has no place. */
  otherDoor: Door;
  plan: Plan;
  write(line: Line): void;
  now(): number;
  /** How long it rests after a command, in ms. */
  pause(): number;
  /** Nothing new is begun any more. */
  isOver(): boolean;
  /** Nothing is asked again any more. */
  isTooLate(): boolean;
};

/** One client: one command at a time, each written down before it leaves and after its answer. */
export async function runClient(options: Options): Promise<void> {
  const { client, run, plan, write, now, isOver, isTooLate } = options;
  const named = new Set<string>();
  for (let n = 1; !isOver(); n++) {
    const planned = plan.next();
    const { command } = planned;
    const door = command.kind === "tell" ? options.otherDoor : options.door;
    const ended = await perform(`${run}-${client}-${n}`, planned, door);
    if (ended === undefined) return;
    plan.ended(command, ended.outcome);
    if ("cart" in command && ended.outcome !== "unknown" && !named.has(command.cart)) {
      const shopper = await untilHad(() => door.shopperOf(command.cart));
      if (shopper === undefined) return;
      named.add(command.cart);
      write({ line: "cart", at: now(), cart: command.cart, shopper });
    }
    await wait(options.pause());
  }

  /** Undefined when the time was over before it was sent. */
  async function perform(id: string, { command, keyed, expected }: Planned, door: Door): Promise<Ended | undefined> {
    const prepared = await untilHad(async () => ({ value: await door.prepare(command) }));
    if (!prepared) return undefined;
    const key = keyed ? id : undefined;
    let mayHaveArrived = false;
    for (let attempt = 1; ; attempt++) {
      write(sending(id, attempt, door, key, command));
      const ended = judged(await door.send(command, key, prepared.value), expected);
      const { outcome, code, orderId, waitMs = 0 } = ended;
      write({
        ...{ line: "answer", at: now(), id, attempt, outcome },
        ...(code !== undefined && { code: code.slice(0, 200) }),
        ...(orderId !== undefined && { orderId }),
      });
      if (outcome === "unknown") mayHaveArrived = true;
      const again = outcome === "not_sent" || (outcome === "unknown" && keyed);
      await wait(waitMs);
      if (!again || isTooLate()) return again && mayHaveArrived ? { outcome: "unknown" } : ended;
    }
  }

  function sending(id: string, attempt: number, door: Door, key: string | undefined, command: Command): Line {
    return { line: "send", at: now(), id, attempt, door: door.name, ...(key !== undefined && { key }), command };
  }

  async function untilHad<T>(read: () => Promise<T>): Promise<T | undefined> {
    while (!isTooLate()) {
      try {
        return await read();
      } catch {
        await wait(200);
      }
    }
    return undefined;
  }
}

/** A refusal where there was nothing to refuse, and the other way round, are faults of the shop. */
function judged(ended: Ended, expected: Planned["expected"]): Ended {
  const isAnswer = ended.outcome === "ok" || ended.outcome === "refused";
  if (!isAnswer || ended.outcome === expected) return ended;
  return { outcome: "wrong", code: `${ended.outcome} ${ended.code ?? ""}, expected ${expected}` };
}
