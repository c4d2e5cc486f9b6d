import { z } from "zod";
import { CannotMeasure } from "../cannot-measure.ts";
import { type FigureRow, RowsResult } from "../rows.ts";

/** A result of any kind, as it is compared with another of that kind. */
export interface Comparable {
  kind: "micro" | "growth" | "pages" | "k6" | "peers";
  startedAt: string;
  commit: string;
  /** What makes its figures worth less. */
  remarks: string[];
  rows: FigureRow[];
}

const figure = z.number();

const LoadTest = z.object({
  startedAt: z.string(),
  commit: z.string(),
  profiles: z.array(
    z.object({
      think: z.boolean(),
      measured: z.object({
        rows: z.array(
          z.object({
            endpoint: z.string(),
            ...{ requests: figure, unexpected: figure, avg: figure, p50: figure, p95: figure, p99: figure },
            perSecond: figure,
          }),
        ),
      }),
    }),
  ),
});

const PeersRow = z.object({ system: z.string(), op: z.string(), connections: z.number() }).catchall(z.unknown());
const Peers = z.object({
  startedAt: z.string(),
  commit: z.string(),
  rows: z.array(PeersRow),
  tuned: z.array(PeersRow).default([]),
  informing: z.array(PeersRow).default([]),
});

/** Reads what a measurement has written: by its `kind`, and where it has none by what it holds. */
export function comparableOf(file: string, json: unknown): Comparable {
  const own = RowsResult.safeParse(json);
  if (own.success) return ofRows(own.data);
  const load = LoadTest.safeParse(json);
  if (load.success) return ofLoadTest(load.data);
  const peers = Peers.safeParse(json);
  if (peers.success) return ofPeers(peers.data);
  throw new CannotMeasure(
    `${file} is not a result that can be compared: those are the .json files of bench, bench:micro, bench:growth, ` +
      "bench:pages and bench:peers.",
  );
}

function ofRows({ quick, ...result }: RowsResult): Comparable {
  return { ...result, remarks: quick ? ["measured for a moment only"] : [] };
}

function ofLoadTest({ startedAt, commit, profiles }: z.output<typeof LoadTest>): Comparable {
  const rows = profiles.flatMap(({ think, measured }) =>
    measured.rows.map(({ endpoint, requests, ...figures }) => ({
      name: `${endpoint}, ${think ? "with" : "without"} think time`,
      // how long an endpoint took that was never asked is nothing
      figures: requests > 0 ? figures : {},
    })),
  );
  return { kind: "k6", startedAt, commit, remarks: [], rows };
}

function ofPeers({ startedAt, commit, rows, tuned, informing }: z.output<typeof Peers>): Comparable {
  const named = [...rows, ...tuned, ...informing].map(({ system, op, connections, ...rest }) => ({
    name: `${system}, ${op}, ${connections} connections`,
    figures: Object.fromEntries(
      Object.entries(rest).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
    ),
  }));
  return { kind: "peers", startedAt, commit, remarks: [], rows: named };
}
