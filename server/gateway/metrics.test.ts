import Fastify from "fastify";
import { Registry } from "prom-client";
import { expect, onTestFinished, test } from "vitest";
import { addMetrics, createMetrics } from "./metrics.ts";

type Measured = Parameters<typeof createMetrics>[0];

/** A shop that scrapes what it is given; `now` is its clock. */
function openMetrics(given: Partial<Omit<Measured, "monotonic" | "register">> = {}) {
  const time = { now: 0 };
  const app = Fastify();
  onTestFinished(() => app.close());
  const measured: Measured = {
    register: new Registry(),
    projectionLag: async () => ({ entries: 3, milliseconds: 1_500, rebuilding: 2 }),
    deadLetters: async () => 4,
    rewound: () => 0,
    monotonic: () => time.now,
    ...given,
  };
  addMetrics(app, createMetrics(measured));
  return { time, scrape: () => app.inject("/metrics") };
}

/** The samples of the shop itself, by name. */
const samplesOf = (text: string) =>
  Object.fromEntries([...text.matchAll(/^(granary_\w+)(\{.*\})? (\S+)$/gm)].map(([, name, , value]) => [name, value]));

const lag = {
  granary_projection_lag_commits: "3",
  granary_projection_lag_seconds: "1.5",
  granary_projection_rebuilding_partitions: "2",
};
const own = { granary_rewound_partitions: "0" };
const letters = { granary_dead_letters_waiting: "4" };
const away = () => Promise.reject(new Error("inner words"));

test("a scrape tells how far the read models are behind, what waits for staff and how the process does", async () => {
  const answer = await openMetrics().scrape();
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([
    200,
    expect.stringMatching(/^text\/plain; version=0\.0\.4/),
  ]);
  expect(samplesOf(answer.body)).toEqual({ ...lag, ...letters, ...own });
  for (const name of Object.keys({ ...lag, ...letters, ...own }))
    expect(answer.body).toContain(`# TYPE ${name} gauge\n`);
});

test.each([
  ["PostgreSQL", { projectionLag: away }, letters],
  ["Redis", { projectionLag: away, deadLetters: away }, {}],
])("while %s is away its numbers are absent, not wrong", async (_name, given, left) => {
  const answer = await openMetrics(given).scrape();
  expect([answer.statusCode, samplesOf(answer.body)]).toEqual([200, { ...left, ...own }]);
  expect(answer.body).not.toContain("inner words");
});

test("a number that is known again is told again, and one that is lost goes", async () => {
  let waiting: () => Promise<number> = away;
  const { scrape, time } = openMetrics({ deadLetters: () => waiting() });
  expect(samplesOf((await scrape()).body)).toEqual({ ...lag, ...own });
  waiting = async () => 4;
  time.now += 2_000;
  expect(samplesOf((await scrape()).body)).toEqual({ ...lag, ...letters, ...own });
  waiting = away;
  time.now += 2_000;
  expect(samplesOf((await scrape()).body)).toEqual({ ...lag, ...own });
});

test("a process that cannot tell how the shop stands tells of itself alone", async () => {
  const answer = await openMetrics({ projectionLag: undefined, deadLetters: undefined }).scrape();
  expect(samplesOf(answer.body)).toEqual(own);
});

test("many scrapes of one moment ask the shop once", async () => {
  let asked = 0;
  const { scrape, time } = openMetrics({
    deadLetters: async () => {
      asked += 1;
      return 4;
    },
  });
  await Promise.all([scrape(), scrape()]);
  time.now = 1_999;
  await scrape();
  expect(asked).toBe(1);
  time.now = 2_000;
  expect(samplesOf((await scrape()).body)).toMatchObject(letters);
  expect(asked).toBe(2);
});
