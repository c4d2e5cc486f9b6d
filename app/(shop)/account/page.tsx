import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AccountView } from "#components/account/account-view.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { readShop } from "../../read-shop.ts";

export const metadata: Metadata = { title: "Your account", robots: { index: false } };

export default async function AccountPage() {
  const read = await readShop((api) => Promise.all([api.account.get(), api.account.details()]));
  if (!read.ok) return <ShopAway />;
  const [account, details] = read.value;
  if (account === null) redirect("/sign-in");
  return <AccountView account={account} details={details} />;
}
