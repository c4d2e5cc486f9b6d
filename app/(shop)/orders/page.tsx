import type { Metadata } from "next";
import { OrderList } from "#components/order/order-list.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { readShop } from "../../read-shop.ts";

export const metadata: Metadata = { title: "Your orders" };

export default async function OrdersPage() {
  const orders = await readShop((api) => api.history.list());
  if (!orders.ok) return <ShopAway />;
  if (orders.value.length === 0) {
    return (
      <EmptyState
        title="You have not ordered yet"
        action={
          <LinkButton href="/" look="primary">
            Go to the catalogue
          </LinkButton>
        }
      >
        <p>Orders that you place in this browser or in your account are listed here.</p>
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto max-w-3xl">
      <h1 className="mb-8 text-4xl sm:text-5xl">Your orders</h1>
      <OrderList orders={orders.value} />
    </div>
  );
}
