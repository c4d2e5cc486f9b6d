import type { Metadata } from "next";
import { ShopFrame } from "#components/shop/shop-frame.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { OwnCartLink } from "./own-cart-link.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <ShopFrame cartLink={<OwnCartLink />}>
      <EmptyState
        title="There is nothing at this address"
        action={
          <LinkButton href="/" look="primary">
            Go to the catalogue
          </LinkButton>
        }
      >
        <p>The link may be old or have a letter too many. Everything that we sell is in the catalogue.</p>
      </EmptyState>
    </ShopFrame>
  );
}
