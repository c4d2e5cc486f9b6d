import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ContractWorld, eventually, type OpenWorld } from "./contract-world.ts";

export function describeBus(open: OpenWorld): void {
  describe("bus", () => {
    let world: ContractWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const until = (heard: string[], last: string) => {
      return eventually(
        world,
        async () => heard,
        (all) => all.includes(last),
      );
    };

    test("what one process publishes another hears, in order", async () => {
      const heard: string[] = [];
      await world.bus.subscribe("doors", (body) => heard.push(body));
      const { bus } = await world.connect();
      const bodies = Array.from({ length: 20 }, (_, n) => `{"n":${n},"text":"€😀"}`);
      await Promise.all(bodies.map((body) => bus.publish("doors", body)));
      await until(heard, bodies.at(-1) ?? "");
      expect(heard).toEqual(bodies);
    });

    test("every subscriber of a channel hears it, those of another do not", async () => {
      const heard: string[][] = [[], [], []];
      await world.bus.subscribe("doors", (body) => heard[0]?.push(body));
      await world.bus.subscribe("doors", (body) => heard[1]?.push(body));
      await world.bus.subscribe("windows", (body) => heard[2]?.push(body));
      await world.bus.publish("doors", "one");
      await world.bus.publish("windows", "two");
      await until(heard[2] ?? [], "two");
      expect(heard).toEqual([["one"], ["one"], ["two"]]);
    });

    test("what was published before is not heard", async () => {
      const heard: string[] = [];
      await world.bus.publish("doors", "early");
      await world.bus.subscribe("doors", (body) => heard.push(body));
      await world.bus.publish("doors", "late");
      await until(heard, "late");
      expect(heard).toEqual(["late"]);
    });

    test("a closed bus hears nothing more, the others do", async () => {
      const [closed, open]: [string[], string[]] = [[], []];
      const { bus } = await world.connect();
      await bus.subscribe("doors", (body) => closed.push(body));
      await world.bus.subscribe("doors", (body) => open.push(body));
      await bus.close();
      await world.bus.publish("doors", "one");
      await until(open, "one");
      expect(closed).toEqual([]);
    });
  });
}
