import { LinkButton } from "../ui/link-button.tsx";

/** What to do about an empty cart. */
export function EmptyCartHint() {
  return (
    <>
      <p className="max-w-xl text-lg text-pretty text-ink-soft">
        Find something in the catalogue and put it in: it will wait for you here.
      </p>
      <div className="mt-6 flex flex-wrap gap-3">
        <LinkButton href="/" look="primary">
          Go to the catalogue
        </LinkButton>
        <LinkButton href="/orders">Your orders</LinkButton>
      </div>
    </>
  );
}
