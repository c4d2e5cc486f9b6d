import { expect, test } from "vitest";
import { BadConfiguration, readEnv } from "./env.ts";

const least = { REDIS_URL: "unix:///tmp/redis.sock", DATABASE_URL: "postgresql://localhost/shop" };

test("a shop needs nothing but its two stores", () => {
  expect(readEnv(least)).toMatchObject({ PORT: 3000, HOST: "127.0.0.1", ROLES: ["web", "silo", "projector"] });
});

test("an empty variable counts as unset", () => {
  expect(readEnv({ ...least, PORT: "", PUBLIC_URL: "" }).PORT).toBe(3000);
});

test("lists are split and trimmed", () => {
  const env = readEnv({ ...least, ROLES: "web, silo", TRUSTED_PROXIES: "10.0.0.0/8,127.0.0.1" });
  expect(env.ROLES).toEqual(["web", "silo"]);
  expect(env.TRUSTED_PROXIES).toEqual(["10.0.0.0/8", "127.0.0.1"]);
});

test("several nodes of a Redis Cluster have commas between, and nothing else has", () => {
  const REDIS_URL = "redis://:secret@one:7000,redis://two:7001, rediss://three";
  expect(readEnv({ ...least, REDIS_URL }).REDIS_URL).toBe(REDIS_URL);
  for (const bad of ["unix:///a.sock,unix:///b.sock", "redis://one,http://two", "redis://one,"]) {
    expect(() => readEnv({ ...least, REDIS_URL: bad })).toThrow("REDIS_URL:");
  }
});

test("every bad value is named in one list", () => {
  const start = () => readEnv({ DATABASE_URL: "mysql://x", PORT: "99999", ROLES: "cook", PUBLIC_URL: "shop" });
  expect(start).toThrow(BadConfiguration);
  for (const name of ["REDIS_URL is missing", "DATABASE_URL:", "PORT:", "ROLES:", "PUBLIC_URL:"]) {
    expect(start).toThrow(name);
  }
});

test("a value is never repeated in the complaint", () => {
  expect(() => readEnv({ ...least, AUTH_SECRET: "hunter2" })).toThrow(/AUTH_SECRET: must have/);
  expect(() => readEnv({ ...least, AUTH_SECRET: "hunter2" })).not.toThrow(/hunter2/);
});

test("a model's address and its name go together", () => {
  const [AI_BASE_URL, AI_MODEL] = ["http://localhost:11434/v1", "some-model"];
  expect(readEnv({ ...least, AI_BASE_URL, AI_MODEL })).toMatchObject({ AI_BASE_URL, AI_MODEL });
  expect(() => readEnv({ ...least, AI_BASE_URL })).toThrow("AI_MODEL is missing");
  expect(() => readEnv({ ...least, AI_MODEL })).toThrow("AI_BASE_URL is missing");
  expect(() => readEnv({ ...least, AI_BASE_URL: "ftp://x", AI_MODEL })).toThrow("AI_BASE_URL:");
});

test("memory is bounded unless more is allowed", () => {
  expect(readEnv(least)).toMatchObject({ AGENT_MEMORY_MB: 64, REPLICA_MEMORY_MB: 64, AGENT_IDLE_SECONDS: 600 });
  expect(() => readEnv({ ...least, AGENT_MEMORY_MB: "0" })).toThrow("AGENT_MEMORY_MB:");
});
