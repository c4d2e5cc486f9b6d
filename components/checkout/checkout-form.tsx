"use client";

import Link from "next/link";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import type { Cart } from "#agents/cart/cart.contract.ts";
import { shownMoney } from "../shop/shown.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { TextField } from "../ui/text-field.tsx";
import { useHydrated } from "../ui/use-hydrated.ts";
import { AddressFields } from "./address-fields.tsx";
import { ChangesNotice } from "./changes-notice.tsx";
import { OrderSummary } from "./order-summary.tsx";
import { useCheckout } from "./use-checkout.ts";

/** Everything that buying needs, on one page. */
export function CheckoutForm({ cart }: { cart: Cart }) {
  const { seen, now, changes, errors, problem, pending, place, forgive } = useCheckout(cart);
  const hydrated = useHydrated();
  const [elsewhere, setElsewhere] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);

  // the first thing that is wrong gets the focus
  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [errors]);
  useEffect(() => {
    if (problem !== null || changes.length > 0) notice.current?.focus();
  }, [problem, changes]);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void place(new FormData(event.currentTarget));
  };

  return (
    <form
      ref={form}
      noValidate
      method="post"
      onSubmit={submit}
      className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16"
    >
      <div className="flex flex-col gap-10">
        <fieldset>
          <legend className="mb-4 font-display text-2xl font-semibold">Contact</legend>
          <TextField
            name="email"
            label="E-mail"
            hint="for your order only"
            type="email"
            autoComplete="email"
            defaultValue={cart.email ?? ""}
            error={errors.email}
            onChange={() => forgive("email")}
          />
        </fieldset>
        <AddressFields
          kind="billing"
          legend="Billing address"
          known={cart.billingAddress}
          errors={errors}
          onTyped={forgive}
        />
        <label className="flex min-h-11 w-fit cursor-pointer items-center gap-3 font-medium">
          <input
            type="checkbox"
            name="elsewhere"
            disabled={!hydrated}
            checked={elsewhere}
            onChange={(event) => setElsewhere(event.target.checked)}
            className="size-6 accent-grain-deep"
          />
          Send it to another address
        </label>
        {elsewhere && (
          <AddressFields
            kind="shipping"
            legend="Shipping address"
            known={cart.shippingAddress}
            errors={errors}
            onTyped={forgive}
          />
        )}
      </div>
      <div className="flex flex-col gap-4 lg:sticky lg:top-8">
        {changes.length > 0 && <ChangesNotice ref={notice} changes={changes} total={seen.total} />}
        <OrderSummary items={now.items} total={now.total} />
        {problem && (
          <Notice tone="wrong" role="alert" ref={notice}>
            {problem.words}{" "}
            {problem.toCart && (
              <Link href="/cart" className="link font-medium">
                Go to the cart
              </Link>
            )}
          </Notice>
        )}
        <p role="status" className="sr-only">
          {Object.keys(errors).length > 0 && "Some fields need another look."}
        </p>
        <Button type="submit" look="primary" pending={pending} className="min-h-14 text-lg">
          {pending ? "Placing the order …" : `Place order · ${shownMoney(now.total)}`}
        </Button>
        <div role="status">
          {now.quote !== seen.quote && (
            <Notice tone="hint">
              Your cart or its prices have just changed. You are asked once more before anything is bought.
            </Notice>
          )}
        </div>
        <p className="text-sm text-ink-soft">
          However often you press, it is one order. This is a demonstration: nothing is charged and nothing is sent.
        </p>
        <noscript>
          <p className="text-sm">Placing an order needs JavaScript.</p>
        </noscript>
      </div>
    </form>
  );
}
