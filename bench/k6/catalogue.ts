// The original's kind of data under ids of its own, so that the demo catalogue stays as it is.

interface BenchProduct {
  id: string;
  name: string;
  brand: string;
  description: string;
}

interface BenchPrice {
  id: string;
  list: number;
  msrp: number;
}

/** How many products each brand has. */
export const brandSizes: Readonly<Record<string, number>> = {
  "Brand A": 17,
  "Brand B": 15,
  "Brand C": 13,
  "Brand D": 4,
};

const numbered = (number: number, width: number) => String(number).padStart(width, "0");
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const brandOfEach = Object.entries(brandSizes).flatMap(([brand, size]) => Array.from({ length: size }, () => brand));

export const products: readonly BenchProduct[] = brandOfEach.map((brand, index) => {
  const number = numbered(index + 1, 3);
  return { id: `k6-p${number}`, name: `Product ${number}`, brand, description: `Product ${number} description` };
});

export const prices: readonly BenchPrice[] = upTo(products.length + 1).map((number) => ({
  id: `k6-p${numbered(number, 3)}`,
  list: 17 + (number % 3),
  msrp: 20 + (number % 2),
}));

/** The last price belongs to no product: reading or buying that one is refused, on purpose. */
export const priceOnly = `k6-p${numbered(prices.length, 3)}`;

/** Fewer than there are load-test users, so that some share a cart at times. */
export const shoppers: readonly string[] = upTo(10).map((number) => `k6-u${numbered(number, 2)}`);

const street = { street: "123 Main St", country: "USA", "phone-number": null };

export const addresses: readonly Readonly<Record<string, string | null>>[] = [
  { ...street, city: "San Francisco", "state-or-region": "CA", "postal-code": "12345", name: "Home" },
  { ...street, city: "Washington", "state-or-region": "DC", "postal-code": "23456", name: "Office" },
  { ...street, city: "New York", "state-or-region": "NY", "postal-code": "3456", name: null },
];
