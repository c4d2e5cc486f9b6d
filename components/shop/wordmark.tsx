import Link from "next/link";

/** An ear of grain. */
function Ear() {
  return (
    <svg viewBox="0 0 32 32" className="size-9 shrink-0" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" className="fill-grain" />
      <g className="fill-none stroke-on-grain" strokeWidth="2.1" strokeLinecap="round" strokeLinejoin="round">
        <path d="M16 28V12" />
        <path d="M16 12c-2.6-1.9-2.6-5.6 0-8 2.6 2.4 2.6 6.1 0 8Z" />
        <path d="M16 19c-4 .2-6.4-2-6.6-5.8 4-.2 6.4 2 6.6 5.8Z" />
        <path d="M16 19c4 .2 6.4-2 6.6-5.8-4-.2-6.4 2-6.6 5.8Z" />
        <path d="M16 25.5c-4 .2-6.4-2-6.6-5.8 4-.2 6.4 2 6.6 5.8Z" />
        <path d="M16 25.5c4 .2 6.4-2 6.6-5.8-4-.2-6.4 2-6.6 5.8Z" />
      </g>
    </svg>
  );
}

export function Wordmark() {
  return (
    <Link href="/" className="flex min-h-11 min-w-11 items-center gap-2.5 rounded-lg">
      <Ear />
      <span className="max-[26rem]:sr-only font-display text-2xl font-semibold tracking-tight">Granary</span>
    </Link>
  );
}
