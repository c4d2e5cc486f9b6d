"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "../ui/class-names.ts";
import { DeadLetterCount } from "./dead-letter-count.tsx";

const places = [
  { href: "/admin/products", name: "Products" },
  { href: "/admin/orders", name: "Orders" },
  { href: "/admin/dead-letters", name: "Dead letters" },
];
const adminPlaces = [...places, { href: "/admin/staff", name: "Staff" }];

/** The parts of the dashboard. */
export function AdminNav({ role }: { role: string | undefined }) {
  const path = usePathname();
  return (
    <nav aria-label="Dashboard" className="-mx-2 flex flex-wrap">
      {(role === "admin" ? adminPlaces : places).map(({ href, name }) => {
        const isHere = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={isHere ? "page" : undefined}
            className={classNames(
              "flex min-h-11 items-center rounded-lg px-2 text-[0.9375rem] hover:bg-sunken sm:px-3",
              isHere ? "font-semibold text-grain-deep" : "font-medium",
            )}
          >
            <span className={isHere ? "underline decoration-2 underline-offset-8" : undefined}>{name}</span>
            {href === "/admin/dead-letters" && <DeadLetterCount />}
          </Link>
        );
      })}
    </nav>
  );
}
