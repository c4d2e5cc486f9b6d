import { classNames } from "./class-names.ts";

export type ButtonLook = "primary" | "quiet" | "icon";

const words = "gap-2 px-5 py-2 text-center font-semibold leading-tight";

const looks: Record<ButtonLook, string> = {
  primary: classNames(
    words,
    "bg-grain text-on-grain shadow-[inset_0_-2px_0_rgb(0_0_0/0.14)] hover:bg-grain-hover active:translate-y-px active:shadow-none",
  ),
  quiet: classNames(words, "border border-rule-strong bg-shelf text-ink hover:bg-sunken active:translate-y-px"),
  icon: "min-w-11 text-ink-soft hover:bg-sunken hover:text-ink",
};

/** How a button looks, or a link that stands for one. */
export function buttonStyle(look: ButtonLook, className?: string): string {
  return classNames(
    "inline-flex min-h-11 cursor-pointer items-center justify-center rounded-xl transition-colors",
    "disabled:cursor-default aria-busy:cursor-progress aria-busy:opacity-75",
    looks[look],
    className,
  );
}
