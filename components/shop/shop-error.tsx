"use client";

import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LinkButton } from "../ui/link-button.tsx";

/** What a page says when it broke. */
export function ShopError({ retry }: { retry: () => void }) {
  return (
    <EmptyState
      title="This page broke on our side"
      action={
        <>
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/">Go to the catalogue</LinkButton>
        </>
      }
    >
      <p>Nothing that you did is lost: your cart and your orders are as they were.</p>
    </EmptyState>
  );
}
