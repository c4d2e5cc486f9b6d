import { closedLoop } from "../engine/closed-loop.ts";
import { memoryPorts } from "../engine/memory-engine-ports.ts";
import { type Engine, openEngine, openPorts } from "../engine/open-engine.ts";
import { ownRedis } from "../engine/own-redis.ts";
import { createShelves, shelf } from "../engine/shelf.ts";
import type { FigureRow } from "../rows.ts";

const partitions = 4;
const shelves = 512;
const callerCounts = [1, 16, 128];
const hotCallers = 256;

/** The row with the bar of turns a second. */
export const hotAgent = `engine: ${hotCallers} callers, one hot agent`;
export const leastHotTurns = 5000;

/** Commands at a door whose silo is in the same process, on Redis and BullMQ with all on disk; then the same in memory. */
export async function measureEngine(ms: number): Promise<FigureRow[]> {
  const opened = new AsyncDisposableStack();
  try {
    const redis = await ownRedis(opened);
    const about = { url: redis.url, namespace: "micro", partitions, log: () => {} };
    const agents = createShelves();
    const onRedis = await openEngine(opened, { ports: await openPorts(opened, about), agents, silo: true });
    const inMemory = await openEngine(opened, { ports: memoryPorts(partitions), agents, silo: true });
    return [...(await measure(onRedis, ms, "")), ...(await measure(inMemory, ms, ", in memory"))];
  } finally {
    await opened.disposeAsync();
  }
}

async function measure({ as }: Engine, ms: number, where: string): Promise<FigureRow[]> {
  const many = (n: number) => as.ask(shelf, `s${n % shelves}`).take({ line: 1 });
  const hot = () => as.ask(shelf, "hot").take({ line: 1 });
  const asking = async (n: number) => as.ask(shelf, `asks-${n % shelves}`).takeFrom({ from: `s${n % shelves}` });
  const loops = [
    ...callerCounts.map((callers) => ({
      name: `engine: ${callers} ${callers === 1 ? "caller" : "callers"}, ${shelves} agents`,
      callers,
      call: many,
    })),
    { name: "engine: 128 callers, each turn asks another", callers: 128, call: asking },
    { name: hotAgent, callers: hotCallers, call: hot },
  ];
  const rows: FigureRow[] = [];
  for (const { name, ...loop } of loops) {
    await closedLoop({ ...loop, ms: ms / 4 });
    rows.push({ name: `${name}${where}`, figures: { ...(await closedLoop({ ...loop, ms })) } });
  }
  return rows;
}
