import { ArrowLeft } from "lucide-react";
import Link from "next/link";

/** The way back to the list that a page belongs to. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} prefetch={false} className="link inline-flex min-h-11 items-center gap-1.5 self-start">
      <ArrowLeft className="size-4" aria-hidden="true" />
      {children}
    </Link>
  );
}
