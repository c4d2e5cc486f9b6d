"use client";

import type { ReactNode } from "react";
import { pictureAddress, pictureWidths } from "#lib/picture.ts";
import { usePicture } from "./pictures-provider.tsx";

/** Where a picture is shown: how wide it is there, and so which of its files is fetched. */
export type PictureView = keyof typeof sizes;

const sizes = {
  thumbnail: "5rem",
  tile: "(min-width: 40rem) 20rem, 100vw",
  card: "12rem",
  hero: "(min-width: 64rem) 37rem, 100vw",
};

type Props = {
  productId: string;
  view: PictureView;
  /** On the first screen: fetched at once. */
  early: boolean;
  /** What stands there when the product has no picture. */
  children: ReactNode;
};

/** A product's picture, which fills its slot. It is described where it is the page's subject and decoration elsewhere. */
export function PictureImage({ productId, view, early, children }: Props) {
  const picture = usePicture(productId);
  if (picture === undefined) return children;
  const { name, tone, alt } = picture;
  const side = view === "thumbnail" ? 160 : 640;
  const image = (
    // biome-ignore lint/performance/noImgElement: the sizes are made beforehand and never change
    <img
      // before src and srcset, so that the browser knows them when it chooses
      loading={early ? "eager" : "lazy"}
      fetchPriority={early && view === "hero" ? "high" : "auto"}
      sizes={sizes[view]}
      srcSet={pictureWidths.map((width) => `${pictureAddress(name, width)} ${width}w`).join(", ")}
      src={pictureAddress(name, side)}
      width={side}
      height={side}
      alt={view === "hero" ? alt : ""}
      decoding="async"
      className="product-picture__image"
      style={{ backgroundColor: tone }}
    />
  );
  // React preloads every eager image that stands in no <picture>: worth it for a page's subject alone
  return view === "hero" ? image : <picture className="contents">{image}</picture>;
}
