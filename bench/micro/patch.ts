import type { Ports, Read } from "#runtime/ports.ts";
import { memoryPorts } from "../engine/memory-engine-ports.ts";
import { openEngine } from "../engine/open-engine.ts";
import { createShelves, lineBytes, shelf } from "../engine/shelf.ts";
import type { Case, CaseGroup } from "./case.ts";

const sizes = [10, 1000];
const inWords = (lines: number) => `${(lines * lineBytes) / 1000} KB`;

/** Says at each read that the reader's copy is one commit behind, and what that commit changed. */
function alwaysOneBehind(ports: Ports): Ports {
  let version = 1;
  const read: Ports["store"]["read"] = async (agent, known): Promise<Read> => {
    const newest = await ports.store.read(agent);
    if (!known || newest.kind !== "snapshot") return newest;
    version += 1;
    const patch = JSON.stringify([{ op: "replace", path: ["lines", "line-000001", "quantity"], value: version }]);
    return { ...newest, kind: "patches", patches: [patch], version: known.version + 1, last: `call-${version}` };
  };
  return { ...ports, store: { ...ports.store, read } };
}

/** What it costs to make the patch of a turn, and to bring a copy up by one: without any server. */
export const patch: CaseGroup = {
  name: "patch",
  async open(opened) {
    const ports = memoryPorts(1);
    const agents = createShelves();
    const { as } = await openEngine(opened, { ports, agents, silo: true });
    const reader = await openEngine(opened, { ports: alwaysOneBehind(ports), agents, silo: false });
    const cases: Case[] = [];
    for (const lines of sizes) {
      const id = `s${lines}`;
      await as.ask(shelf, id).stock({ lines });
      cases.push(
        {
          name: `patch: a turn in memory that changes one line of ${inWords(lines)}`,
          run: () => as.ask(shelf, id).take({ line: 1 }),
        },
        {
          name: `patch: a copy of ${inWords(lines)} brought up by one commit`,
          run: () => reader.as.query(shelf, id).getQuantity({ line: 1 }),
        },
      );
    }
    return cases;
  },
};
