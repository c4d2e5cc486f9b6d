import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonStyle } from "./button-style.ts";

type Props = ComponentProps<typeof Link> & { look?: ButtonLook };

/** A link that looks like a button. */
export function LinkButton({ look = "quiet", className, ...rest }: Props) {
  return <Link className={buttonStyle(look, className)} {...rest} />;
}
