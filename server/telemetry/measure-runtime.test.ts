import { Registry } from "prom-client";
import { expect, onTestFinished, test } from "vitest";
import type { Observer } from "#runtime/observer.ts";
import { counter, createCounter } from "#runtime/testing/counter.ts";
import { testRuntime } from "#runtime/testing/test-runtime.ts";
import { measureRuntime } from "./measure-runtime.ts";
import { createMethodLabels } from "./method-labels.ts";
import { runtimeInstruments } from "./runtime-instruments.ts";

async function openMeasured(silos = 1) {
  const registers: Registry[] = [];
  const observers: Observer[] = [];
  const observer = (silo: number): Observer => {
    const register = new Registry();
    registers[silo] = register;
    const labelsOf = createMethodLabels([counter]);
    const instruments = runtimeInstruments(register);
    const made = measureRuntime({ instruments, labelsOf, monotonic: () => 0, now: () => 0 });
    observers[silo] = made;
    return made;
  };
  const runtime = await testRuntime({ agents: [createCounter()], silos, partitions: 4, observer });
  onTestFinished(() => runtime.stop());
  const sample = async (name: string, silo = 0) => {
    const text = (await registers[silo]?.metrics()) ?? "";
    return Object.fromEntries(
      [...text.matchAll(/^(\w+)(\{.*\})? (\S+)$/gm)].flatMap(([, found, labels = "", value]) =>
        found === name ? [[labels.replaceAll('"', ""), Number(value)]] : [],
      ),
    );
  };
  return { runtime, sample, observers, shopper: runtime.as({ kind: "shopper", id: "u1" }) };
}

test("commands, turns and queries are counted by their method and how they ended", async () => {
  const { shopper, sample } = await openMeasured();
  await shopper.ask(counter, "c1").add({ by: 1 });
  await shopper.ask(counter, "c2").add({ by: 2 });
  await shopper.ask(counter, "c1").add({ by: 2_000 });
  await shopper.query(counter, "c1").getTotal();
  const ended = { "{agent=counter,method=add,outcome=ok}": 2, "{agent=counter,method=add,outcome=fail}": 1 };
  expect(await sample("granary_command_duration_seconds_count")).toEqual(ended);
  expect(await sample("granary_turn_duration_seconds_count")).toEqual(ended);
  expect(await sample("granary_query_duration_seconds_count")).toEqual({
    "{agent=counter,method=getTotal,outcome=ok}": 1,
  });
  expect(await sample("granary_commit_duration_seconds_count")).toEqual({ "{outcome=committed}": 3 });
  expect(await sample("granary_commit_group_turns_sum")).toEqual({ "": 3 });
  expect(await sample("granary_envelope_messages_sum")).toEqual({ "{kind=doors}": 3 });
  expect(await sample("granary_turns_running")).toEqual({ "": 0 });
  const reads = await sample("granary_replica_reads_total");
  expect(reads["{result=none}"]).toBeGreaterThan(0);
});

test("what throws is counted as a retry, and as a dead letter once it is one", async () => {
  const { shopper, sample } = await openMeasured();
  await shopper.ask(counter, "c1").breakDown({ times: 1 });
  expect(await sample("granary_turn_retries_total")).toEqual({ "{agent=counter,method=breakDown}": 1 });
  await expect(shopper.ask(counter, "c2").breakDown({ times: 9 })).rejects.toThrow();
  expect(await sample("granary_dead_letters_total")).toEqual({ "{agent=counter,reason=failed}": 1 });
  const threw = "{agent=counter,method=breakDown,outcome=threw}";
  expect((await sample("granary_turn_duration_seconds_count"))[threw]).toBe(4);
});

test("how a partition stands is told by its owner, and by nobody once it is handed on", async () => {
  const { runtime, sample } = await openMeasured(2);
  await runtime.clock.advance(3_000);
  const partitions = async (silo: number) => Object.keys(await sample("granary_outbox_messages", silo));
  const [first, second] = [await partitions(0), await partitions(1)];
  expect([first.length, second.length]).toEqual([2, 2]);
  expect(new Set([...first, ...second]).size).toBe(4);
  expect(await sample("granary_owned_partitions", 1)).toEqual({ "": 2 });
  expect(Object.keys(await sample("granary_queue_messages"))).toContain("{partition=0,lane=main,kind=doors}");
  await runtime.clock.runUntil(runtime.runtime.drainSilo());
  expect(await partitions(0)).toEqual([]);
  expect(await sample("granary_queue_messages")).toEqual({});
  await runtime.clock.advance(3_000);
  expect(await sample("granary_owned_partitions", 1)).toEqual({ "": 4 });
  const taken = await sample("granary_takeovers_total", 1);
  expect(taken["{handed_back=yes}"]).toBeGreaterThanOrEqual(2);
});

test("a name that no contract has makes no series", async () => {
  const { observers, sample, runtime } = await openMeasured();
  const query = (agent: string, method: string) => observers[0]?.query({ agent, method }).end("ok");
  for (const name of ["x", "y", "constructor", "__proto__"]) {
    query(`counter/${name}`, name);
    query(`${name}/c1`, "add");
  }
  expect(await sample("granary_query_duration_seconds_count")).toEqual({
    "{agent=counter,method=other,outcome=ok}": 4,
    "{agent=other,method=other,outcome=ok}": 4,
  });
  expect(runtime.complaints).toEqual([]);
});

test("a refused fence is counted by what was refused", async () => {
  const { runtime, sample, shopper } = await openMeasured();
  await shopper.ask(counter, "c1").add({ by: 1 });
  // another owner, in the name of nobody who lives
  for (let partition = 0; partition < 4; partition++) {
    const { epoch } = await runtime.ports.store.ownerOf(partition);
    await runtime.ports.store.release({ partition, epoch });
    await runtime.ports.store.claim(partition, "another", 500);
  }
  await runtime.clock.advance(1_000);
  const refused = await sample("granary_fences_refused_total");
  expect(Object.values(refused).reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
});
