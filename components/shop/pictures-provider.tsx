"use client";

import { createContext, type ReactNode, use } from "react";
import type { Picture, Pictures } from "#lib/picture.ts";

const PicturesContext = createContext<Pictures>({});

/** Tells every slot which products have a picture; the list is short and the same on all pages. */
export function PicturesProvider({ pictures, children }: { pictures: Pictures; children: ReactNode }) {
  return <PicturesContext value={pictures}>{children}</PicturesContext>;
}

export function usePicture(productId: string): Picture | undefined {
  const pictures = use(PicturesContext);
  return Object.hasOwn(pictures, productId) ? pictures[productId] : undefined;
}
