import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export default function OrderNotFound() {
  return (
    <EmptyState
      title="There is no such order among yours"
      action={
        <LinkButton href="/orders" look="primary">
          Go to your orders
        </LinkButton>
      }
    >
      <p>
        Orders can be seen in the browser that placed them and in the account that it was signed in to. Compare the
        number with the one in your list of orders.
      </p>
    </EmptyState>
  );
}
