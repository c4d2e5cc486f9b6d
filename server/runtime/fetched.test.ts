import { expect, it } from "vitest";
import { createFetched } from "./fetched.ts";
import { createVirtualClock } from "./memory/virtual-clock.ts";

const doors = { partition: 0, lane: "main", kind: "doors" as const };
const nested = { ...doors, kind: "nested" as const };

function lines() {
  const clock = createVirtualClock(0);
  const state = { doors: { newest: 0, waiting: 0 }, nested: { newest: 0, waiting: 0 } };
  const queues = {
    newest: async ({ kind }: typeof doors | typeof nested) => state[kind].newest,
    waiting: async ({ kind }: typeof doors | typeof nested) => state[kind].waiting,
  };
  return { clock, state, fetched: createFetched(queues, [doors, nested], clock) };
}

it("knows a line's end that stands still by its being empty", async () => {
  const { clock, fetched } = lines();
  await clock.advance(1000);
  expect(await fetched.upTo()).toBe(1000);
});

it("cannot say where jobs wait that nobody has fetched, and says so for all lines together", async () => {
  const { clock, state, fetched } = lines();
  expect(await fetched.upTo()).toBe(0);
  Object.assign(state.nested, { newest: 5, waiting: 5 });
  for (let i = 0; i < 5; i++) {
    await clock.advance(1000);
    expect(await fetched.upTo()).toBe(0);
  }
});

it("knows an end that never stands still by the newest job of an earlier look", async () => {
  const { clock, state, fetched } = lines();
  Object.assign(state.doors, { newest: 20, waiting: 5 });
  await clock.advance(1000);
  await fetched.upTo();
  for (const id of ["18", "20", "19"]) fetched.took(doors, id);
  Object.assign(state.doors, { newest: 40, waiting: 5 });
  await clock.advance(1000);
  expect(await fetched.upTo()).toBe(1000);
  fetched.took(doors, "39");
  await clock.advance(1000);
  expect(await fetched.upTo()).toBe(1000);
  fetched.took(doors, "40");
  await clock.advance(1000);
  expect(await fetched.upTo()).toBe(2000);
});
