import { expect, it } from "vitest";
import { fetchJobs } from "./fetcher.ts";
import { createVirtualClock } from "./memory/virtual-clock.ts";
import { type Intake, type Job, Unavailable } from "./ports.ts";

const job = (id: string): Job => ({ id, messages: [] });

it("takes what a fetch beside a lost one has brought, before it asks for more", async () => {
  const answers: (() => Promise<Job | undefined>)[] = [
    async () => job("1"),
    () => Promise.reject(new Unavailable("lost")),
    async () => job("2"),
    async () => job("3"),
  ];
  const taken: string[] = [];
  const next: Intake["next"] = async () => answers.shift()?.();
  const clock = createVirtualClock(0);
  let lost = 0;
  const fetching = fetchJobs({
    intake: { next, started: async () => [], finish: async () => {}, close: async () => {} },
    clock,
    wanted: () => answers.length > 0,
    take: ({ id }) => taken.push(id),
    onError: () => lost++,
  });
  await clock.runUntil(fetching);
  expect(taken).toEqual(["1", "2", "3"]);
  expect(lost).toBe(1);
});
