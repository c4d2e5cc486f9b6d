import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AdminAway } from "#components/admin/admin-away.tsx";
import { PriceHistory } from "#components/admin/prices/price-history.tsx";
import { PricesEditor } from "#components/admin/prices/prices-editor.tsx";
import { codeOf } from "#server/api/caller.ts";
import { readForStaff } from "../../../read-for-staff.ts";

type Props = {
  params: Promise<{ productId: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
};

export const metadata: Metadata = { title: "Prices" };

/** The place in the history that an address names; null when no link of ours leads there. */
function placeIn(before: string | string[] | undefined): number | undefined | null {
  if (before === undefined) return undefined;
  return typeof before === "string" && /^[1-9]\d{0,8}$/.test(before) && before !== "1" ? Number(before) : null;
}

async function readPrices(productId: string, before: ReturnType<typeof placeIn>) {
  try {
    return await readForStaff(async (api) => {
      const [member, prices] = await Promise.all([api.admin.me(), api.admin.prices.get({ productId })]);
      if (prices === null || before === null) return null;
      const history = await api.admin.prices.history({ productId, ...(before !== undefined && { before }) });
      return { member, prices, history };
    });
  } catch (error) {
    if (codeOf(error) === "BAD_REQUEST") notFound();
    throw error;
  }
}

export default async function ProductPricesPage({ params, searchParams }: Props) {
  const { productId } = await params;
  const before = placeIn((await searchParams).before);
  const read = await readPrices(productId, before);
  if (!read.ok) return <AdminAway />;
  if (read.value === null) notFound();
  const { member, prices, history } = read.value;
  const address = `/admin/products/${productId}`;
  return (
    <div className="flex flex-col gap-8">
      <header className="flex flex-col gap-1">
        <Link href="/admin/products" prefetch={false} className="link flex min-h-11 items-center self-start text-sm">
          All products
        </Link>
        <h1 className="text-3xl">{prices.name ?? "Not sold"}</h1>
        <p className="flex flex-wrap items-center gap-x-4 text-ink-soft">
          <span>
            {prices.brand !== null && `${prices.brand} · `}
            {productId}
          </span>
          {prices.name !== null && (
            <Link href={`/products/${productId}`} className="link flex min-h-11 items-center gap-1.5 text-sm">
              In the shop
              <ExternalLink className="size-4" aria-hidden="true" />
            </Link>
          )}
        </p>
      </header>
      <section aria-labelledby="prices" className="flex flex-col gap-4">
        <h2 id="prices" className="text-2xl">
          Prices
        </h2>
        <PricesEditor prices={prices} mayWrite={member.mayWrite} />
      </section>
      <PriceHistory
        history={history}
        newest={before === undefined ? null : address}
        older={history.cursor === null ? null : `${address}?before=${history.cursor}`}
      />
    </div>
  );
}
