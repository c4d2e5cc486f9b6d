import { LinkButton } from "../ui/link-button.tsx";

type Props = { label: string; from: number; shown: number; total: number; newer: string | null; older: string | null };

/** Which part of a list is shown, and the ways to the parts beside it. */
export function PageLinks({ label, from, shown, total, newer, older }: Props) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-3">
      <p className="figures text-sm text-ink-soft">
        {shown === 0 ? "None" : `${from}–${from + shown - 1} of ${total}`}
      </p>
      <div className="flex gap-2">
        {newer !== null && <LinkButton href={newer}>Previous</LinkButton>}
        {older !== null && <LinkButton href={older}>Next</LinkButton>}
      </div>
    </nav>
  );
}
