import type { Metadata } from "next";
import { EmptyCartHint } from "#components/cart/empty-cart-hint.tsx";
import { CheckoutForm } from "#components/checkout/checkout-form.tsx";
import { ShopAway } from "#components/shop/shop-away.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { readShop } from "../../read-shop.ts";

export const metadata: Metadata = { title: "Checkout" };

export default async function CheckoutPage() {
  const read = await readShop((api) => Promise.all([api.cart.get(), api.account.get(), api.account.details()]));
  if (!read.ok) return <ShopAway />;
  const [cart, account, last] = read.value;
  if (cart === null || cart.items.length + cart.unavailableItems.length === 0) {
    return (
      <>
        <h1 className="mb-6 text-4xl sm:text-5xl">Your cart is empty</h1>
        <EmptyCartHint />
      </>
    );
  }
  if (cart.unavailableItems.length > 0) {
    return (
      <EmptyState
        title="Some of your cart cannot be bought now"
        action={
          <LinkButton href="/cart" look="primary">
            Go to the cart
          </LinkButton>
        }
      >
        <p>{cart.unavailableItems.map(({ productName }) => productName).join(", ")}: the cart says what to do.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <h1 className="mb-8 text-4xl sm:text-5xl">Checkout</h1>
      <CheckoutForm
        cart={{
          ...cart,
          email: cart.email ?? account?.email ?? last?.email ?? null,
          billingAddress: cart.billingAddress ?? last?.billingAddress ?? null,
          shippingAddress: cart.shippingAddress ?? last?.shippingAddress ?? null,
        }}
      />
    </>
  );
}
