import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export default function ProductNotFound() {
  return (
    <EmptyState
      title="We do not sell this"
      action={
        <LinkButton href="/" look="primary">
          Go to the catalogue
        </LinkButton>
      }
    >
      <p>No product has this address. It may have been taken off the shelf; the catalogue shows what is there.</p>
    </EmptyState>
  );
}
