import type { Random } from "./simulated-process.ts";
import type { Plan } from "./visitor.ts";

/**
 * `chains`: each turn asks one other, so a turn in the way of another has done nothing yet. `ordered`: asks go to later
 * agents only, so there is no circle. `any`: several asks, one after the other or at once.
 */
export type Kind = "chains" | "ordered" | "any";

/** A visit to one of the agents with what it asks of the others, never of one that waits for it. */
export function randomPlan(kind: Kind, agents: readonly string[], note: string, random: Random): [string, Plan] {
  const pick = (among: readonly string[]) => among[Math.floor(random() * among.length)] ?? "";
  const to = pick(kind === "ordered" ? agents.slice(0, Math.ceil(agents.length / 2)) : agents);
  return [to, planOf([to], note)];

  function planOf(path: readonly string[], own: string): Plan {
    const others = agents.filter((id) => !path.includes(id) && (kind !== "ordered" || id > (path.at(-1) ?? "")));
    const depth = path.length;
    if (others.length === 0 || random() < depth * (kind === "chains" ? 0.15 : 0.3)) return { note: own, asks: [] };
    const groups = kind === "chains" ? 1 : 1 + Math.floor(random() * 2);
    let n = 0;
    const ask = () => {
      const next = pick(others);
      return { to: next, plan: planOf([...path, next], `${own}.${n++}`) };
    };
    const width = () => (kind === "chains" ? 1 : 1 + Math.floor(random() * 2));
    return { note: own, asks: Array.from({ length: groups }, () => Array.from({ length: width() }, ask)) };
  }
}

/** Every visit of a plan: its agent and its note, and the notes that must be there before it. */
export function visitsOf(agent: string, { note, asks }: Plan): { agent: string; note: string; after: string[] }[] {
  const groups = asks.map((group) => group.flatMap(({ to, plan }) => visitsOf(to, plan)));
  const inOrder = groups.flatMap((group, i) => {
    const before = groups.slice(0, i).flatMap((earlier) => earlier.map((visit) => visit.note));
    return group.map((visit) => ({ ...visit, after: [...visit.after, ...before] }));
  });
  return [...inOrder, { agent, note, after: inOrder.map((visit) => visit.note) }];
}
