"use client";

import type { ComponentProps } from "react";
import { type ButtonLook, buttonStyle } from "./button-style.ts";
import { useHydrated } from "./use-hydrated.ts";

type Props = ComponentProps<"button"> & { look?: ButtonLook; pending?: boolean };

/** A button that needs the page to be alive: it takes no click before that and none while its work is under way. */
export function Button({ look = "quiet", pending = false, disabled, className, type = "button", ...rest }: Props) {
  const hydrated = useHydrated();
  return (
    <button
      type={type}
      disabled={disabled || pending || !hydrated}
      aria-busy={pending || undefined}
      className={buttonStyle(look, className)}
      {...rest}
    />
  );
}
