import { openEngine, openPorts } from "../engine/open-engine.ts";
import { ownRedis } from "../engine/own-redis.ts";
import { createShelves, lineBytes, shelf } from "../engine/shelf.ts";
import type { Case, CaseGroup } from "./case.ts";

const sizes = [10, 1000];
const commitsAfterwards = 5;
const together = 16;
const nothingStays = { replicas: { bytes: 0 } };

/** Queries at a process that has no copy of the state, and at one that has: each asks Redis once. */
export const reading: CaseGroup = {
  name: "load, query",
  async open(opened) {
    const redis = await ownRedis(opened);
    const about = { url: redis.url, namespace: "micro", partitions: 1, log: () => {} };
    const agents = createShelves();
    const engine = async (silo: boolean, memory = {}) =>
      openEngine(opened, { ports: await openPorts(opened, about), agents, silo, memory });
    const { as } = await engine(true);
    const [forgetful, reader] = [await engine(false, nothingStays), await engine(false)];
    const cases: Case[] = [];
    for (const lines of sizes) {
      const id = `s${lines}`;
      await as.ask(shelf, id).stock({ lines });
      for (let n = 0; n < commitsAfterwards; n++) await as.ask(shelf, id).take({ line: n });
      const size = `${(lines * lineBytes) / 1000} KB`;
      const askBy = ({ as: by }: typeof reader) => by.query(shelf, id).getQuantity({ line: 1 });
      cases.push(
        { name: `load: a state of ${size} and ${commitsAfterwards} patches`, run: () => askBy(forgetful) },
        { name: `query: a copy of ${size} that is the newest`, run: () => askBy(reader) },
      );
    }
    const ask = () => reader.as.query(shelf, `s${sizes[0]}`).getQuantity({ line: 1 });
    cases.push({
      name: `query: one of ${together} at once`,
      each: together,
      run: () => Promise.all(Array.from({ length: together }, ask)),
    });
    return cases;
  },
};
