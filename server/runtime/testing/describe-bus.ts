import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ContractWorld, eventually, type OpenWorld } from "./contract-world.ts";

export function describeBus(open: OpenWorld): void {
  describe("bus", () => {
    let world: ContractWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const until = (heard: string[], ...bodies: string[]) => {
      return eventually(
        world,
        async () => heard,
        (all) => bodies.every((body) => all.includes(body)),
      );
    };

    // through the nodes of a cluster one can overtake another
    test("what one process publishes another hears", async () => {
      const heard: string[] = [];
      await world.bus.subscribe("doors", (body) => heard.push(body));
      const { bus } = await world.connect();
      const bodies = Array.from({ length: 20 }, (_, n) => `{"n":${n},"text":"€😀"}`);
      await Promise.all(bodies.map((body) => bus.publish("doors", body)));
      await until(heard, ...bodies);
      expect(heard.toSorted()).toEqual(bodies.toSorted());
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

    test("all that is published once a subscription stands is heard", async () => {
      const heard: string[] = [];
      await world.bus.publish("doors", "before");
      await world.bus.subscribe("doors", (body) => heard.push(body));
      const bodies = ["first", "second", "third"];
      // a cluster's nodes may still pass on what was published before
      for (const body of bodies) await world.bus.publish("doors", body);
      await until(heard, ...bodies);
      expect(heard.filter((body) => body !== "before").toSorted()).toEqual(bodies);
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
