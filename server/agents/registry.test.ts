import { expect, test } from "vitest";
import { askingOf } from "#runtime/asking-circles.ts";
import { agentTypes } from "#runtime/types.ts";
import { createAgents } from "./registry.ts";

test("no agents of the shop ask each other in a circle, and all of them declare whom they ask", () => {
  expect(askingOf(agentTypes(createAgents()))).toEqual({ circles: [], undeclared: [] });
});
