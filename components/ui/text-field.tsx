import { type ComponentProps, useId } from "react";
import { classNames } from "./class-names.ts";

type Props = Omit<ComponentProps<"input">, "id"> & {
  label: string;
  /** Why it is asked for, or that it may stay empty. */
  hint?: string;
  error?: string | undefined;
};

/** A labelled line of text with its error beside it. */
export function TextField({ label, hint, error, className, ...input }: Props) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div className={classNames("flex flex-col gap-1.5", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <span id={`${id}-hint`} className="text-sm text-ink-soft">
            {hint}
          </span>
        )}
      </div>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className="min-h-12 w-full rounded-xl border border-rule-strong bg-shelf px-3.5 text-base text-ink aria-invalid:border-2 aria-invalid:border-brick"
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
