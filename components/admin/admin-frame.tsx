import type { inferRouterOutputs } from "@trpc/server";
import { Store } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { AppRouter } from "#server/api/root.ts";
import { navLink } from "../shop/nav-link.ts";
import { SkipLink } from "../shop/skip-link.tsx";
import { Wordmark } from "../shop/wordmark.tsx";
import { AdminNav } from "./admin-nav.tsx";

type Props = { member: inferRouterOutputs<AppRouter>["admin"]["me"] | null; children: ReactNode };

/** Around each page of the dashboard: where one is, who one is, and the way back to the shop. */
export function AdminFrame({ member, children }: Props) {
  return (
    <>
      <SkipLink />
      <header className="border-b border-rule bg-shelf">
        <div className="wrap flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
          <Wordmark />
          <div className="order-3 w-full md:order-none md:w-auto md:flex-1">
            <AdminNav role={member?.role} />
          </div>
          <div className="-mr-2 flex min-w-0 items-center gap-2">
            {member && (
              <p className="min-w-0 truncate text-sm text-ink-soft">
                <span className="font-medium text-ink">{member.name}</span>
                <span className="max-sm:sr-only">, {member.role}</span>
              </p>
            )}
            <Link href="/" className={navLink}>
              <Store className="size-5" aria-hidden="true" />
              <span className="max-lg:sr-only">To the shop</span>
            </Link>
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="wrap flex-1 py-6 outline-none sm:py-8">
        {children}
      </main>
    </>
  );
}
