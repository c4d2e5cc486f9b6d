import { buttonStyle } from "../../ui/button-style.ts";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";

/** What is left of the list while it cannot be asked: an order is opened by its number. */
export function OrdersAway() {
  return (
    <div className="flex flex-col gap-5">
      <h1 className="text-3xl">Orders</h1>
      <Notice tone="wrong">
        PostgreSQL does not answer just now, so orders cannot be listed or searched. The orders themselves are safe:
        each can be opened by its number, shipped and cancelled.
      </Notice>
      <form action="/admin/orders" className="flex w-full max-w-xl items-end gap-2">
        <TextField name="number" label="Order number" required autoComplete="off" className="min-w-0 flex-1" />
        <button type="submit" className={buttonStyle("primary", "min-h-12")}>
          Open
        </button>
      </form>
    </div>
  );
}
