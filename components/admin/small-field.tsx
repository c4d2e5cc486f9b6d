import { type ComponentProps, useId } from "react";
import { classNames } from "../ui/class-names.ts";

type Props = Omit<ComponentProps<"input">, "id"> & { label: string; labelClass?: string; error?: string | undefined };

/** A field of a dense form, with its error beneath. */
export function SmallField({ label, labelClass, error, className, ...input }: Props) {
  const id = useId();
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={classNames("text-sm text-ink-soft", labelClass)}>
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className="figures min-h-11 w-full min-w-0 rounded-lg border border-rule-strong bg-shelf px-2.5 text-[0.9375rem] text-ink disabled:border-rule disabled:text-ink-soft aria-invalid:border-2 aria-invalid:border-brick"
        {...input}
      />
      {error && (
        <p id={`${id}-error`} className="text-sm font-medium text-brick">
          {error}
        </p>
      )}
    </div>
  );
}
