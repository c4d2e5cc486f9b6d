import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Product } from "#agents/product/product.contract.ts";
import { LiveOffer } from "#components/shop/live-offer.tsx";
import { ProductDetails } from "#components/shop/product-details.tsx";
import { ProductPicture } from "#components/shop/product-picture.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readShop } from "../../../read-shop.ts";

type Props = { params: Promise<{ productId: string }> };

const readProduct = cache((productId: string) => readShop((api) => api.product.get({ productId })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readProduct((await params).productId);
  if (!found.ok || found.value === null) return {};
  return { title: found.value.name, description: found.value.description };
}

export default async function ProductPage({ params }: Props) {
  const found = await readProduct((await params).productId);
  if (!found.ok) return <ShopAway />;
  const product = found.value;
  if (product === null) notFound();
  return (
    <>
      <nav aria-label="Way back" className="mb-5">
        <Link href="/" className="link inline-flex min-h-11 items-center">
          All of the catalogue
        </Link>
      </nav>
      <article className="grid items-start gap-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,6fr)] lg:gap-14">
        <ProductPicture
          product={product}
          view="hero"
          early
          className="aspect-[4/3] rounded-3xl border border-rule lg:aspect-square"
        />
        <ProductDetails product={product}>
          <Offer product={product} />
        </ProductDetails>
      </article>
    </>
  );
}

// not streamed: it is one more short read, and no placeholder could be as tall as every explanation of a price
async function Offer({ product: { productId, name } }: { product: Product }) {
  const price = await readShop((api) => api.pricing.getPrice({ productId }));
  if (!price.ok) return <Notice tone="hint">The price cannot be shown right now. Please load the page again.</Notice>;
  return <LiveOffer key={productId} productId={productId} name={name} initial={price.value} />;
}
