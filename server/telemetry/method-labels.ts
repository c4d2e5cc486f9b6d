import type { AnyContract } from "#runtime/contract.ts";
import { splitName } from "#runtime/ids.ts";
import { lifeMethods } from "#runtime/life-methods.ts";

export type MethodLabels = { agent: string; method: string };

/** What no contract of this release knows: one label for all of it, whatever is sent. */
const other = "other";

/**
 * The labels of a method of an agent (`type/id`). Only names that stand in contracts become labels, and never an id: so
 * nobody outside can make a series.
 */
export function createMethodLabels(contracts: readonly AnyContract[]): (agent: string, method: string) => MethodLabels {
  const unknown = { agent: other, method: other };
  const known = new Map(
    contracts.map(({ name, queries, commands }) => {
      const methods = [...Object.keys(queries), ...Object.keys(commands), ...Object.values(lifeMethods)];
      const labels = new Map(methods.map((method) => [method, { agent: name, method }]));
      return [name, { labels, unknown: { agent: name, method: other } }] as const;
    }),
  );
  return (agent, method) => {
    const type = known.get(splitName(agent).type);
    return type === undefined ? unknown : (type.labels.get(method) ?? type.unknown);
  };
}
