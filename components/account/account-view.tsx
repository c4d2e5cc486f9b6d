import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";
import { AddressBlock } from "../order/address-block.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

type Outputs = inferRouterOutputs<AppRouter>["account"];
type Props = { account: NonNullable<Outputs["get"]>; details: Outputs["details"] };

/** Whose account it is, where things were sent last, and the ways on. */
export function AccountView({ account: { name, email, role }, details }: Props) {
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-10">
      <h1 className="text-4xl sm:text-5xl">Your account</h1>
      <dl className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <Fact name="Name">{name}</Fact>
        <Fact name="E-mail">{email ?? ""}</Fact>
        {role !== "shopper" && <Fact name="You work here as">{role}</Fact>}
      </dl>
      {details === null ? (
        <p className="text-ink-soft">The addresses of your first order will be kept here for the next one.</p>
      ) : (
        <div className="flex flex-col gap-5">
          <p className="text-ink-soft">Your next checkout begins with the addresses of your newest order.</p>
          <div className="grid gap-8 sm:grid-cols-2">
            <AddressBlock title="Billing address" address={details.billingAddress} />
            <AddressBlock title="Shipping address" address={details.shippingAddress} />
          </div>
        </div>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <LinkButton href="/orders" look="primary">
          Your orders
        </LinkButton>
        {role !== "shopper" && <LinkButton href="/admin">Open the dashboard</LinkButton>}
        <SignOutButton />
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-ink-soft">{name}</dt>
      <dd className="text-lg font-medium wrap-anywhere">{children}</dd>
    </div>
  );
}
