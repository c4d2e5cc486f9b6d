"use client";

import { NumberField } from "@base-ui/react/number-field";
import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import { useHydrated } from "./use-hydrated.ts";

type Props = {
  /** What is counted, for those who do not see it. */
  label: string;
  value: number;
  /** Told when the number stands: at the end of typing, stepping or holding a step down. */
  onChange: (value: number) => void;
};

const step =
  "grid size-11 shrink-0 cursor-pointer place-items-center hover:bg-sunken disabled:cursor-default disabled:text-rule-strong disabled:hover:bg-transparent";

/** A number from 1 to 999 with a step down and a step up; it can also be typed. */
export function QuantityField({ label, value, onChange }: Props) {
  const hydrated = useHydrated();
  const [changing, setChanging] = useState<number | null>();
  return (
    <NumberField.Root
      value={changing === undefined ? value : changing}
      readOnly={!hydrated}
      min={1}
      max={999}
      locale="en-US"
      format={{ useGrouping: false, maximumFractionDigits: 0 }}
      onValueChange={setChanging}
      onValueCommitted={(next) => {
        setChanging(undefined);
        if (next !== null && next !== value) onChange(next);
      }}
    >
      <NumberField.Group className="flex w-fit items-stretch overflow-hidden rounded-xl border border-rule-strong bg-shelf">
        <NumberField.Decrement className={step} aria-label={`Fewer: ${label}`}>
          <Minus className="size-4" aria-hidden="true" />
        </NumberField.Decrement>
        <NumberField.Input
          aria-label={`Quantity: ${label}`}
          className="figures w-12 border-x border-rule bg-transparent text-center font-medium -outline-offset-2"
        />
        <NumberField.Increment className={step} aria-label={`More: ${label}`}>
          <Plus className="size-4" aria-hidden="true" />
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  );
}
