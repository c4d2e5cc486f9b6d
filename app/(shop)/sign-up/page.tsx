import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignUpForm } from "#components/account/sign-up-form.tsx";
import { SigningFrame } from "#components/account/signing-frame.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { ownPath } from "#lib/own-path.ts";
import { readShop } from "../../read-shop.ts";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export const metadata: Metadata = { title: "Make an account", robots: { index: false } };

export default async function SignUpPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next, "/account");
  const read = await readShop((api) => Promise.all([api.account.get(), api.account.details()]));
  if (!read.ok) return <ShopAway />;
  const [account, details] = read.value;
  if (account !== null) redirect(next);
  return (
    <SigningFrame
      title="Make an account"
      intro="Your cart and the orders of this browser stay yours, here and wherever you sign in."
      other={{ question: "Have one already?", words: "Sign in", path: "/sign-in", next }}
    >
      <SignUpForm next={next} email={details?.email ?? ""} />
    </SigningFrame>
  );
}
