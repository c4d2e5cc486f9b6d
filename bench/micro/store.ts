import { randomUUID } from "node:crypto";
import type { Fence, Ports } from "#runtime/ports.ts";
import { aCommit, aMessage, anAsk, anAskAnswer, anOk, anOpening } from "#runtime/testing/samples.ts";
import { openPorts } from "../engine/open-engine.ts";
import { ownRedis } from "../engine/own-redis.ts";
import type { CaseGroup } from "./case.ts";

const longLease = 3_600_000;
const group = 16;
/** Some hundred commands change as much as the state is long. */
const snapshotEvery = 32;
const patch = JSON.stringify([{ op: "replace", path: ["lines", "line-000001", "quantity"], value: 12 }]);
const snapshot = JSON.stringify({ lines: "-".repeat(2000) });

/** Commits turns of one agent, one group after the other, as its silo would. */
function committerOf({ store, clock }: Ports, fence: Fence, agent: string) {
  let version = 0;
  const commit = async (callIds: string[]) => {
    const endings = callIds.map((callId) => ({ ...anOk(callId, { patch }), since: clock.now() }));
    const isDue = version % snapshotEvery < callIds.length;
    const committed = await store.commit(fence, aCommit(version, endings, { agent, ...(isDue && { snapshot }) }));
    if (committed.kind !== "committed") throw new Error(`a commit was answered with ${committed.kind}`);
    version += callIds.length;
  };
  return { commit, version: () => version };
}

/** Commits and turn records straight at the store: a Redis of its own that has all on disk before it answers. */
export const store: CaseGroup = {
  name: "commit, turn record",
  async open(opened) {
    const redis = await ownRedis(opened);
    const ports = await openPorts(opened, { url: redis.url, namespace: "micro", partitions: 1, log: () => {} });
    const claim = await ports.store.claim(0, "bench", longLease);
    if (claim.kind !== "claimed") throw new Error("the partition of a new Redis is held");
    const fence: Fence = { partition: 0, epoch: claim.epoch };
    const [single, grouped, recorded] = ["cart/u1", "cart/u2", "cart/u3"].map((agent) => ({
      agent,
      ...committerOf(ports, fence, agent),
    }));
    if (!single || !grouped || !recorded) throw new Error("there are three");

    async function turnRecord(): Promise<void> {
      if (!recorded) return;
      const { agent } = recorded;
      const callId = randomUUID();
      const message = aMessage({ callId, agent, since: ports.clock.now() });
      const opening = anOpening({ callId, agent, base: recorded.version(), message, events: [anAsk(0)] });
      const answers = [
        await ports.store.open(fence, opening),
        await ports.store.extend(fence, callId, 1, [anAskAnswer(0)]),
      ];
      const [open, extended] = answers.map(({ kind }) => kind);
      if (open !== "open" || extended !== "written") throw new Error(`a record was answered ${open}, ${extended}`);
      await recorded.commit([callId]);
    }

    return [
      { name: "commit: one turn", run: () => single.commit([randomUUID()]) },
      {
        name: `commit: a turn of ${group} in one commit`,
        each: group,
        run: () => grouped.commit(Array.from({ length: group }, randomUUID)),
      },
      { name: "turn record: opened, one answer, committed", run: turnRecord },
    ];
  },
};
