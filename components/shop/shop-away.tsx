import { buttonStyle } from "../ui/button-style.ts";
import { EmptyState } from "../ui/empty-state.tsx";

/** What a page says while the shop's storage cannot be reached. The form asks for the same page, without JavaScript too. */
export function ShopAway() {
  return (
    <EmptyState
      title="The shop is closed for a moment"
      action={
        <form>
          <button type="submit" className={buttonStyle("primary")}>
            Try again
          </button>
        </form>
      }
    >
      <p>We cannot reach our storage right now. Your cart is safe and so is every order that you placed.</p>
    </EmptyState>
  );
}
