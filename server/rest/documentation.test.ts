import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { openRest } from "./testing/open-rest.ts";

const Schema = z.record(z.string(), z.unknown());
const Operation = z.object({
  summary: z.string().min(1),
  tags: z.array(z.string().min(1)).length(1),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(["path", "query", "header"]), schema: Schema }))
    .default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: Schema })) }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.object({ description: z.string().min(1), content: z.record(z.string(), z.object({ schema: Schema })) }),
  ),
});
const Document = z.object({
  openapi: z.string().regex(/^3\.1\./),
  info: z.object({ title: z.string(), version: z.string() }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  components: z.object({ securitySchemes: z.record(z.string(), z.object({ type: z.string() })) }),
  paths: z.record(z.string().startsWith("/v1/"), z.record(z.string(), Operation)),
});

const nobody = {};

async function readDocument() {
  const { send } = await openRest();
  const answer = await send("GET", "/v1/openapi.json", undefined, nobody);
  expect(answer.statusCode).toBe(200);
  return Document.parse(answer.json());
}

const unnamed = (route: string) => route.replace(/\{\w+\}/g, "{}");

/** The routes of the table in docs/design/doors.md. */
function tabledRoutes(): string[] {
  const doors = fs.readFileSync(path.resolve(import.meta.dirname, "../../docs/design/doors.md"), "utf8");
  const table = /\| route \| does \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(doors)?.[1] ?? "";
  return table.split("\n").flatMap((row) => {
    let methods: string[] = [];
    let base = "";
    return [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].flatMap(([, cell = ""]) => {
      const [, verb, place = ""] = /^([A-Z]+)?\s*(.*)$/.exec(cell) ?? [];
      if (verb && base !== "") methods = [];
      if (verb) methods.push(verb);
      if (place === "") return [];
      // a cell without a method or without its beginning goes on from the one before
      const whole = place.startsWith("…")
        ? `${base}${place.slice(1)}`
        : place.startsWith("/v1/")
          ? place.replace(/\?.*$/, "")
          : `${base.replace(/\/[^/]+$/, "")}${place}`;
      base = whole;
      return methods.map((method) => `${method} ${unnamed(whole)}`);
    });
  });
}

test("the document is OpenAPI 3.1 and names each route of the doors' table, and no other", async () => {
  const { paths } = await readDocument();
  const routes = Object.entries(paths).flatMap(([place, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${unnamed(place)}`),
  );
  expect(routes.length).toBeGreaterThan(25);
  expect(routes.sort()).toEqual(tabledRoutes().sort());
});

test("each operation says what its path takes, who may call it and what it answers", async () => {
  const { paths, components, security } = await readDocument();
  expect(security.flatMap((one) => Object.keys(one)).sort()).toEqual(Object.keys(components.securitySchemes).sort());
  for (const [place, operations] of Object.entries(paths)) {
    for (const [method, { parameters, requestBody, responses }] of Object.entries(operations)) {
      const named = parameters.filter((one) => one.in === "path").map(({ name }) => `{${name}}`);
      expect(named.sort(), place).toEqual((place.match(/\{\w+\}/g) ?? []).sort());
      const done = place.includes("/trigger/") ? "202" : "200";
      expect(Object.keys(responses), place).toEqual(expect.arrayContaining([done, "400", "401", "429", "500", "503"]));
      expect(requestBody !== undefined && method === "get", place).toBe(false);
    }
  }
});

test("no operation is answered without a key", async () => {
  const { paths } = await readDocument();
  const { send } = await openRest();
  for (const [place, operations] of Object.entries(paths)) {
    for (const method of Object.keys(operations)) {
      const verb = z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).parse(method.toUpperCase());
      const answer = await send(verb, place.replace(/\{\w+\}/g, "mug"), undefined, nobody);
      expect([verb, place, answer.statusCode]).toEqual([verb, place, 401]);
    }
  }
});

test("what is taken and answered is described down to its fields", async () => {
  const { paths } = await readDocument();
  const pricing = paths["/v1/pricing/{productId}"];
  expect(pricing?.patch?.requestBody?.content["application/json"]?.schema).toMatchObject({
    properties: { "sale-prices": { type: "array" } },
  });
  expect(pricing?.get?.responses["200"]?.content["application/json"]?.schema).toMatchObject({
    properties: { ok: { properties: { "list-prices": { items: { required: ["price", "currency", "region"] } } } } },
  });
  const names = paths["/v1/product/search"]?.get?.parameters.map(({ name }) => name);
  expect(names).toEqual(["query"]);
});

test("the pages load nothing but what the shop sends itself", async () => {
  const { send } = await openRest();
  const page = await send("GET", "/v1/docs/", undefined, nobody);
  expect(page.statusCode).toBe(200);
  const policy = String(page.headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]+=*';/);
  expect(`${policy} ${page.body}`).not.toMatch(/https?:\/\/|unsafe-eval/);
  const script = await send("GET", "/v1/docs/js/scalar.js", undefined, nobody);
  expect(script.statusCode).toBe(200);
});
