import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/account/sign-in-form.tsx";
import { SigningFrame } from "#components/account/signing-frame.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { ownPath } from "#lib/own-path.ts";
import { readShop } from "../../read-shop.ts";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default async function SignInPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next, "/account");
  const account = await readShop((api) => api.account.get());
  if (!account.ok) return <ShopAway />;
  if (account.value !== null) redirect(next);
  return (
    <SigningFrame
      title="Sign in"
      intro="What is in your cart now comes along."
      other={{ question: "New here?", words: "Make an account", path: "/sign-up", next }}
    >
      <SignInForm next={next} />
    </SigningFrame>
  );
}
