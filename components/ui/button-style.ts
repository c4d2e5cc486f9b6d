import { classNames } from "./class-names.ts";

export type ButtonLook = "primary" | "quiet" | "plain";

const looks: Record<ButtonLook, string> = {
  primary:
    "bg-grain text-on-grain shadow-[inset_0_-2px_0_rgb(0_0_0/0.14)] hover:bg-grain-hover active:shadow-none active:translate-y-px",
  quiet: "border border-rule-strong bg-shelf text-ink hover:bg-sunken active:translate-y-px",
  plain: "text-ink-soft hover:bg-sunken hover:text-ink",
};

/** How a button looks, or a link that stands for one. */
export function buttonStyle(look: ButtonLook, className?: string): string {
  return classNames(
    "inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-xl px-5 py-2 text-center font-semibold leading-tight transition-colors",
    "disabled:cursor-default aria-busy:cursor-progress aria-busy:opacity-75",
    looks[look],
    className,
  );
}
