import type { Ref } from "react";
import { LinkButton } from "../ui/link-button.tsx";

export function EmptyCart({ headingRef }: { headingRef?: Ref<HTMLHeadingElement> }) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-start gap-4 py-8 sm:items-center sm:py-16 sm:text-center">
      <h1 ref={headingRef} tabIndex={-1} className="text-3xl outline-none sm:text-4xl">
        Your cart is empty
      </h1>
      <p className="text-lg text-ink-soft">Find something in the catalogue and put it in: it will wait for you here.</p>
      <div className="flex flex-wrap gap-3 pt-2">
        <LinkButton href="/" look="primary">
          Go to the catalogue
        </LinkButton>
        <LinkButton href="/orders">Your orders</LinkButton>
      </div>
    </div>
  );
}
