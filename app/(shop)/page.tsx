import { headers } from "next/headers";
import { callerFor } from "#server/api/caller.ts";

export default async function HomePage() {
  const { products } = await callerFor(await headers()).product.list({ limit: 60 });
  return (
    <main>
      <h1>Granary</h1>
      <ul>
        {products.map(({ product }) => (
          <li key={product.productId}>{product.name}</li>
        ))}
      </ul>
    </main>
  );
}
