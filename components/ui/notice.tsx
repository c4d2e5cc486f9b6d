import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { classNames } from "./class-names.ts";

type Tone = "good" | "hint" | "wrong";

const tones = {
  good: { wash: "border-leaf/40 bg-leaf-wash", icon: <CircleCheck className="mt-0.5 size-5 shrink-0 text-leaf" /> },
  hint: { wash: "border-grain/60 bg-amber-wash", icon: <Info className="mt-0.5 size-5 shrink-0 text-grain-deep" /> },
  wrong: {
    wash: "border-brick/40 bg-brick-wash",
    icon: <TriangleAlert className="mt-0.5 size-5 shrink-0 text-brick" />,
  },
} satisfies Record<Tone, { wash: string; icon: ReactNode }>;

type Props = {
  tone: Tone;
  children: ReactNode;
  role?: "alert" | "status";
  className?: string;
  /** Takes the focus when it appears, where the caller moves it there. */
  ref?: Ref<HTMLDivElement>;
};

/** Something said to the shopper in the page, with what to do about it. */
export function Notice({ tone, children, role, className, ref }: Props) {
  const { wash, icon } = tones[tone];
  return (
    <div
      ref={ref}
      role={role}
      tabIndex={ref === undefined ? undefined : -1}
      className={classNames("flex gap-3 rounded-xl border px-4 py-3 text-[0.9375rem]", wash, className)}
    >
      <span aria-hidden="true">{icon}</span>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
