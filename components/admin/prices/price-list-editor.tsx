import { Plus } from "lucide-react";
import type { PriceKind } from "#lib/price-changes.ts";
import { Button } from "../../ui/button.tsx";
import type { DraftErrors, DraftRow } from "./draft-prices.ts";
import { PriceRowFields, type RowEditing } from "./price-row-fields.tsx";
import type { LocalTime } from "./use-local-time.ts";

type Props = {
  kind: PriceKind;
  draft: readonly DraftRow[];
  errors: DraftErrors;
  time: LocalTime;
  editing: RowEditing & { add: (kind: PriceKind) => void };
};

const titles: Record<PriceKind, { title: string; add: string }> = {
  msrp: { title: "MSRP", add: "Add an MSRP" },
  list: { title: "List prices", add: "Add a list price" },
  sale: { title: "Sales", add: "Add a sale" },
};

/** All prices of one layer. */
export function PriceListEditor({ kind, draft, errors, time, editing }: Props) {
  const { title, add } = titles[kind];
  const rows = draft.filter((row) => row.kind === kind);
  return (
    <section aria-label={title} className="rounded-xl border border-rule bg-shelf px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-lg">{title}</h3>
        <Button className="px-3 text-[0.9375rem]" onClick={() => editing.add(kind)}>
          <Plus className="size-4" aria-hidden="true" />
          {add}
        </Button>
      </div>
      {rows.length === 0 ? (
        <p className="py-2 text-[0.9375rem] text-ink-soft">None.</p>
      ) : (
        <ul className={kind === "sale" ? "max-lg:divide-y max-lg:divide-rule" : "max-sm:divide-y max-sm:divide-rule"}>
          {rows.map((row, i) => (
            <PriceRowFields
              key={row.id}
              row={row}
              isFirst={i === 0}
              wrong={errors[row.id]}
              time={time}
              editing={editing}
            />
          ))}
        </ul>
      )}
      {kind === "sale" && rows.length > 0 && (
        <p className="pb-1 text-sm text-ink-soft">
          Times are those of {time.zoneWords}. A sale without a start or an end is open on that side.
        </p>
      )}
    </section>
  );
}
