import { Search } from "lucide-react";
import { buttonStyle } from "../../ui/button-style.ts";
import { TextField } from "../../ui/text-field.tsx";
import type { OrdersAsked } from "./order-address.ts";

/** A plain form: the address says what was asked for, and it works without JavaScript. */
export function OrderSearch({ asked: { status, text } }: { asked: OrdersAsked }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is too new for some readers
    <form action="/admin/orders" role="search" className="flex w-full max-w-xl items-end gap-2">
      <TextField
        name="q"
        type="search"
        label="Find orders"
        hint="number, e-mail or shopper"
        defaultValue={text}
        maxLength={200}
        autoComplete="off"
        className="min-w-0 flex-1"
      />
      {status !== undefined && <input type="hidden" name="status" value={status} />}
      <button type="submit" className={buttonStyle("quiet", "min-h-12")}>
        <Search className="size-5" aria-hidden="true" />
        <span className="max-sm:sr-only">Find</span>
      </button>
    </form>
  );
}
