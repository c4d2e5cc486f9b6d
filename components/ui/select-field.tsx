import { type ComponentProps, useId } from "react";
import { classNames } from "./class-names.ts";

type Props = Omit<ComponentProps<"select">, "id"> & { label: string };

/** A labelled choice of one of a few. */
export function SelectField({ label, className, children, ...select }: Props) {
  const id = useId();
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select
        id={id}
        className="min-h-12 w-full rounded-xl border border-rule-strong bg-shelf px-3 text-base text-ink"
        {...select}
      >
        {children}
      </select>
    </div>
  );
}
