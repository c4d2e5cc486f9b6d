import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Intake, Job } from "../ports.ts";
import { type ContractWorld, eventually, type OpenWorld } from "./contract-world.ts";
import { aLine, aMessage } from "./samples.ts";

const always = () => true;
const line = aLine(1, "doors");

export function describeQueues(open: OpenWorld): void {
  describe("queues", () => {
    let world: ContractWorld;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const add = (...callIds: string[]) =>
      world.queues.add(
        line,
        callIds.map((callId) => aMessage({ callId })),
      );
    const idsOf = (jobs: (Job | undefined)[]) => jobs.map((job) => job?.messages.map(({ callId }) => callId).join());
    const fetchAll = async (intake: Intake) => {
      const jobs: Job[] = [];
      for (let job = await intake.next(false); job; job = await intake.next(false)) jobs.push(job);
      return jobs;
    };
    /** Lets time pass while the answer is awaited. */
    const inTime = async <T>(promise: Promise<T>): Promise<T> => {
      let done = false;
      void promise.finally(() => {
        done = true;
      });
      await eventually(world, async () => done, Boolean);
      return promise;
    };

    test("an envelope comes whole, with its messages in order", async () => {
      await add("c1", "c2", "c3");
      const job = await world.queues.intake(line, always).next(false);
      expect(job?.messages).toEqual(["c1", "c2", "c3"].map((callId) => aMessage({ callId })));
    });

    test("jobs come in the order in which they were added, also when added in one tick", async () => {
      const ids = Array.from({ length: 25 }, (_, n) => `c${n}`);
      await Promise.all(ids.map((callId) => add(callId)));
      expect(idsOf(await fetchAll(world.queues.intake(line, always)))).toEqual(ids);
    });

    test("fetches in flight together get the jobs in order, each once", async () => {
      const ids = Array.from({ length: 16 }, (_, n) => `c${n}`);
      for (const callId of ids) await add(callId);
      const intake = world.queues.intake(line, always);
      const jobs = await Promise.all(Array.from({ length: 20 }, () => intake.next(false)));
      expect(idsOf(jobs.filter(Boolean))).toEqual(ids);
    });

    test("lines are apart: by partition, by lane and by kind", async () => {
      const lines = [line, aLine(2, "doors"), aLine(1, "nested"), { ...line, lane: "slow" }];
      for (const [n, name] of lines.entries()) await world.queues.add(name, [aMessage({ callId: `c${n}` })]);
      for (const [n, name] of lines.entries()) {
        expect(idsOf(await fetchAll(world.queues.intake(name, always)))).toEqual([`c${n}`]);
      }
    });

    test("the newest job is known by its id, also once it is finished", async () => {
      expect(await world.queues.newest(line)).toBe(0);
      await add("c1");
      await add("c2");
      const intake = world.queues.intake(line, always);
      const jobs = await fetchAll(intake);
      expect(await world.queues.newest(line)).toBe(Number(jobs[1]?.id));
      expect(Number(jobs[0]?.id)).toBeLessThan(Number(jobs[1]?.id));
      for (const { id } of jobs) await intake.finish(id);
      expect(await world.queues.newest(line)).toBe(Number(jobs[1]?.id));
    });

    test("waiting counts the jobs that nobody has fetched", async () => {
      expect(await world.queues.waiting(line)).toBe(0);
      await add("c1", "c2");
      await add("c3");
      expect(await world.queues.waiting(line)).toBe(2);
      await world.queues.intake(line, always).next(false);
      expect(await world.queues.waiting(line)).toBe(1);
    });

    test("an empty line answers nothing, at once or after a while", async () => {
      const intake = world.queues.intake(line, always);
      expect(await intake.next(false)).toBeUndefined();
      expect(await inTime(intake.next(true))).toBeUndefined();
    });

    test("who waits gets a job as soon as it is added", async () => {
      const intake = world.queues.intake(line, always);
      expect(await intake.next(false)).toBeUndefined();
      const waiting = intake.next(true);
      await world.pass(50);
      await add("c1");
      expect(idsOf([await inTime(waiting)])).toEqual(["c1"]);
    });

    test("a job stays started until it is finished, and is finished once", async () => {
      await add("c1");
      await add("c2");
      const intake = world.queues.intake(line, always);
      const [first] = await fetchAll(intake);
      await intake.finish(first?.id ?? "");
      await intake.finish(first?.id ?? "");
      await intake.finish("99999");
      expect(idsOf(await intake.started())).toEqual(["c2"]);
      expect(idsOf(await fetchAll(intake))).toEqual([]);
    });

    test("twelve jobs of a dead owner are found in the order of their ids, and another finishes them", async () => {
      const ids = Array.from({ length: 12 }, (_, n) => `c${n}`);
      for (const callId of ids) await add(callId);
      const dead = (await world.connect()).queues.intake(line, always);
      await fetchAll(dead);
      await add("c12");
      await dead.close();
      const intake = world.queues.intake(line, always);
      const started = await intake.started();
      expect(idsOf(started)).toEqual(ids);
      expect(started.map(({ id }) => Number(id))).toEqual(
        [...started].map(({ id }) => Number(id)).sort((a, b) => a - b),
      );
      for (const { id } of started) await intake.finish(id);
      expect(await intake.started()).toEqual([]);
      expect(idsOf(await fetchAll(intake))).toEqual(["c12"]);
    });

    test("who may not fetch takes nothing", async () => {
      await add("c1");
      const intake = world.queues.intake(line, () => false);
      expect(await intake.next(false)).toBeUndefined();
      expect(await inTime(intake.next(true))).toBeUndefined();
      expect(await world.queues.waiting(line)).toBe(1);
      expect(await intake.started()).toEqual([]);
    });

    test("who may no longer fetch when a job wakes it leaves the job to the next", async () => {
      let may = true;
      const old = (await world.connect()).queues.intake(line, () => may);
      expect(await old.next(false)).toBeUndefined();
      const waiting = old.next(true);
      await world.pass(50);
      may = false;
      await add("c1");
      const intake = world.queues.intake(line, always);
      expect(idsOf([await eventually(world, () => intake.next(false), Boolean)])).toEqual(["c1"]);
      expect(await inTime(waiting)).toBeUndefined();
    });

    test("a closed intake answers nothing, also to who waits", async () => {
      const intake = world.queues.intake(line, always);
      await intake.next(false);
      const waiting = intake.next(true);
      await intake.close();
      expect(await inTime(waiting)).toBeUndefined();
      await add("c1");
      expect(await intake.next(false)).toBeUndefined();
      expect(await world.queues.waiting(line)).toBe(1);
    });
  });
}
