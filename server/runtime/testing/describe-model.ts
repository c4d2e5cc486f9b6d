import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { apply } from "../model/apply.ts";
import { allRulesBut } from "../model/rules.ts";
import { type Step, stepsOf } from "../model/steps.ts";
import { firstWorld, isDone, type Settings } from "../model/world.ts";
import type { ContractWorld, OpenWorld } from "./contract-world.ts";
import { playModel } from "./play-model.ts";
import { type Random, seededRandom } from "./simulated-process.ts";

const settings: Settings = { rules: allRulesBut(), epochs: 6, repeats: 3, losses: 4, asks: "queued" };
/** The last two come to what is rare: a call that is answered before its record, a commit that comes late. */
const seeds = [...Array.from({ length: 30 }, (_, i) => i + 1), 77, 193];

/** What the search over the model shows holds for this store: played at random, both say and hold the same. */
export function describeModel(open: OpenWorld): void {
  describe("the model of the protocol", () => {
    let world: ContractWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    test("says and holds at every step what the store says and holds", async () => {
      const said = new Set<string>();
      let done = 0;
      for (const seed of seeds) if (await play(seed, said)) done++;
      expect(done).toBeGreaterThan(seeds.length / 2);
      for (const kind of ["answered", "blocked", "committed", "conflict", "not_owner", "open", "written"]) {
        expect(said).toContain(kind);
      }
    });

    async function play(seed: number, said: Set<string>): Promise<boolean> {
      const random = seededRandom(seed);
      const played = await playModel(world, `play-${seed}`, settings);
      let model = firstWorld(settings);
      const way: string[] = [];
      while (!isDone(model) && way.length < 150) {
        const step = oneOf(stepsOf(model, settings), random);
        way.push(JSON.stringify(step));
        const both = await played.step(model, step);
        model = apply(model, step, settings);
        const { a, b, answered, answeredInput, record, epoch } = model.store;
        const held = await played.held(epoch);
        expect({ ...both?.real, ...held }, way.join("\n")).toEqual({
          ...both?.modelled,
          ...{ a, b, answered, answeredInput, record },
        });
        expect(model.wrong, way.join("\n")).toBeUndefined();
        if (both) said.add(both.real.kind);
      }
      await played.end(model.store.epoch);
      return isDone(model);
    }
  });
}

/** Deaths and new owners are rare, so that turns get somewhere. */
function oneOf(steps: Step[], random: Random): Step {
  const calm = steps.filter((step) => step.kind !== "end" && !(step.kind === "send" && step.fate === "last"));
  const among = calm.length > 0 && random() < 0.9 ? calm : steps;
  const step = among[Math.floor(random() * among.length)];
  if (!step) throw new Error("the model is stuck");
  return step;
}
