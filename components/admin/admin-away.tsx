import { buttonStyle } from "../ui/button-style.ts";
import { EmptyState } from "../ui/empty-state.tsx";

/** What the dashboard says while Redis or PostgreSQL cannot be reached. The form asks for the same page again. */
export function AdminAway() {
  return (
    <EmptyState
      title="The dashboard cannot reach its storage"
      action={
        <form>
          <button type="submit" className={buttonStyle("primary")}>
            Try again
          </button>
        </form>
      }
    >
      <p>Redis or PostgreSQL does not answer just now. Everything that was saved is kept; nothing can be changed.</p>
    </EmptyState>
  );
}
