"use client";

import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LinkButton } from "../ui/link-button.tsx";

/** What a page of the dashboard says when it broke. */
export function AdminError({ retry }: { retry: () => void }) {
  return (
    <EmptyState
      title="This page broke on our side"
      action={
        <>
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/admin/products">Go to the products</LinkButton>
        </>
      }
    >
      <p>What was saved before is as it was.</p>
    </EmptyState>
  );
}
