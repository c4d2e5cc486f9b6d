import { Trash2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { SmallField } from "../small-field.tsx";
import type { DraftField, DraftRow } from "./draft-prices.ts";
import { timeFieldName } from "./half-typed.ts";
import { kindWords } from "./price-words.ts";
import type { LocalTime } from "./use-local-time.ts";

export type RowEditing = {
  change: (id: number, to: Partial<DraftRow>) => void;
  remove: (id: number) => void;
};
type Props = {
  row: DraftRow;
  /** Where rows are lines of a table, only the first one shows what its fields are. */
  isFirst: boolean;
  wrong: Partial<Record<DraftField, string>> | undefined;
  time: LocalTime;
  editing: RowEditing;
};

/** A year has four digits; without this a browser takes six. */
const lastTime = "9999-12-31T23:59";

/** One price as it is typed. */
export function PriceRowFields({ row, isFirst, wrong = {}, time, editing }: Props) {
  const { id, kind, currency, region, amount, start, end } = row;
  const labelClass = isFirst ? "" : kind === "sale" ? "lg:sr-only" : "sm:sr-only";
  return (
    <li
      className={classNames(
        "grid grid-cols-2 items-start gap-x-3 gap-y-2 py-3",
        kind === "sale"
          ? "lg:grid-cols-[6rem_minmax(7rem,16rem)_8rem_13.5rem_13.5rem_2.75rem] lg:py-1.5"
          : "sm:grid-cols-[6rem_minmax(7rem,16rem)_8rem_2.75rem] sm:py-1.5",
      )}
    >
      <SmallField
        label="Currency"
        labelClass={labelClass}
        value={currency}
        maxLength={3}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        error={wrong.currency}
        onChange={(event) => editing.change(id, { currency: event.target.value.toUpperCase() })}
      />
      <SmallField
        label="Region"
        labelClass={labelClass}
        value={region}
        maxLength={64}
        autoComplete="off"
        error={wrong.region}
        onChange={(event) => editing.change(id, { region: event.target.value })}
      />
      <SmallField
        label="Amount"
        labelClass={labelClass}
        value={amount}
        inputMode="decimal"
        maxLength={20}
        autoComplete="off"
        error={wrong.amount}
        className={kind === "sale" ? "max-lg:col-span-2" : ""}
        onChange={(event) => editing.change(id, { amount: event.target.value })}
      />
      {kind === "sale" && (
        <>
          <SmallField
            label="Starts"
            labelClass={labelClass}
            name={timeFieldName(id, "start")}
            type="datetime-local"
            max={lastTime}
            value={time.fieldOf(start)}
            error={wrong.start}
            className="max-sm:col-span-2"
            onChange={(event) => editing.change(id, { start: time.instantOf(event.target.value) })}
          />
          <SmallField
            label="Ends"
            labelClass={labelClass}
            name={timeFieldName(id, "end")}
            type="datetime-local"
            max={lastTime}
            value={time.fieldOf(end)}
            error={wrong.end}
            className="max-sm:col-span-2"
            onChange={(event) => editing.change(id, { end: time.instantOf(event.target.value) })}
          />
        </>
      )}
      <Button
        look="icon"
        className={classNames("mt-6 justify-self-end", !isFirst && (kind === "sale" ? "lg:mt-0" : "sm:mt-0"))}
        aria-label={`Remove ${kindWords[kind]} ${currency}/${region}`}
        onClick={() => editing.remove(id)}
      >
        <Trash2 className="size-5" aria-hidden="true" />
      </Button>
    </li>
  );
}
