import type { DraftErrors } from "./draft-prices.ts";

type TimeField = "start" | "end";
type Field = { name: string; validity: Pick<ValidityState, "badInput"> };

export const timeFieldName = (id: number, field: TimeField): string => `${field}-${id}`;

const words = "Enter date and time, or clear it.";

/** What is wrong with times of which only a part was typed: their value is empty, and would be taken for "open". */
export function halfTyped(fields: Iterable<Field>): DraftErrors {
  const errors: DraftErrors = {};
  for (const { name, validity } of fields) {
    const [, field, id] = /^(start|end)-(\d+)$/.exec(name) ?? [];
    if (validity.badInput && field) errors[Number(id)] = { ...errors[Number(id)], [field]: words };
  }
  return errors;
}

/** What is wrong with either, side by side. */
export function bothWrong(one: DraftErrors, other: DraftErrors): DraftErrors {
  const ids = [...Object.keys(one), ...Object.keys(other)].map(Number);
  return Object.fromEntries(ids.map((id) => [id, { ...one[id], ...other[id] }]));
}
