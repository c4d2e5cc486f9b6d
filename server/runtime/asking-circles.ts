import type { Log } from "./log.ts";
import type { AgentType } from "./types.ts";

export type Asking = {
  /** Types that may wait for each other, each circle once, from its first name by the alphabet around to itself. */
  circles: string[][];
  /** Types of which nothing is known: they have commands and do not declare whom these ask. */
  undeclared: string[];
};

/** What the declarations say of who may ask whom: for every type on a circle the shortest one through it. */
export function askingOf(types: ReadonlyMap<string, AgentType>): Asking {
  const names = [...types.keys()].sort();
  const circles = new Map<string, string[]>();
  for (const name of names) {
    const circle = shortestCircle(types, name);
    if (circle) circles.set(circle.join(), circle);
  }
  const isUndeclared = (name: string) => {
    const durable = types.get(name)?.durable;
    return durable !== undefined && durable.asks === undefined && Object.keys(durable.commands).length > 0;
  };
  return { circles: [...circles.values()], undeclared: names.filter(isUndeclared) };
}

/** By breadth, so that the first way back is a shortest one. */
function shortestCircle(types: ReadonlyMap<string, AgentType>, start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of types.get(way.at(-1) ?? start)?.durable?.asks ?? []) {
      if (next === start) return fromFirst(way);
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

function fromFirst(circle: string[]): string[] {
  const at = circle.indexOf(circle.toSorted()[0] ?? "");
  const around = [...circle.slice(at), ...circle.slice(0, at)];
  return [...around, ...around.slice(0, 1)];
}

/** Says at the start of a silo which types may wait for each other, and of which that is not known. */
export function sayWhoAsksInCircles(types: ReadonlyMap<string, AgentType>, log: Log): void {
  const { circles, undeclared } = askingOf(types);
  for (const circle of circles) log("warn", `agents of these types may wait for each other: ${circle.join(" → ")}`);
  if (circles.length === 0) log("info", "no types of agents ask each other in a circle, as far as they declare it");
  if (undeclared.length > 0) log("info", `whom these types ask is not declared: ${undeclared.join(", ")}`);
}
