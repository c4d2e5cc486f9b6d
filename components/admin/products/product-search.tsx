import { Search } from "lucide-react";
import { buttonStyle } from "../../ui/button-style.ts";
import { TextField } from "../../ui/text-field.tsx";
import type { ProductsAsked } from "./product-address.ts";

/** A plain form: the address says what was asked for, and it works without JavaScript. */
export function ProductSearch({ asked }: { asked: ProductsAsked }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is too new for some readers
    <form action="/admin/products" role="search" className="flex w-full max-w-xl items-end gap-2">
      <TextField
        name="q"
        type="search"
        label="Find products"
        defaultValue={asked.words}
        maxLength={500}
        autoComplete="off"
        className="min-w-0 flex-1"
      />
      {asked.order !== "name" && <input type="hidden" name="sort" value={asked.order} />}
      {asked.descending && <input type="hidden" name="down" value="1" />}
      <button type="submit" className={buttonStyle("quiet", "min-h-12")}>
        <Search className="size-5" aria-hidden="true" />
        <span className="max-sm:sr-only">Find</span>
      </button>
    </form>
  );
}
