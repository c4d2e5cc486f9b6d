import { brandOf, nameOf, tagOf } from "./catalogue.ts";

export type Question = {
  kind: string;
  /** One that a shopper or a program asks every day: the bar is for these. */
  usual: boolean;
  /** The n-th query of this kind. */
  query: (n: number) => string;
  how: "all" | "page";
};

/** What is asked, from the narrowest to the widest. */
export const questions: Question[] = [
  { kind: "no hit", usual: true, query: (n) => `nothing${n}`, how: "all" },
  { kind: "product-id:", usual: true, query: (n) => `product-id:p${n}`, how: "all" },
  { kind: "two words", usual: true, query: (n) => nameOf(n).join(" "), how: "all" },
  { kind: "brand:", usual: true, query: (n) => `brand:"${brandOf(n)}"`, how: "all" },
  { kind: "brand:, best first", usual: true, query: (n) => `brand:"${brandOf(n)}"`, how: "page" },
  { kind: "tag:, best first", usual: true, query: (n) => `tag:${tagOf(n)}`, how: "page" },
  { kind: "one word, best first", usual: true, query: (n) => nameOf(n)[0], how: "page" },
  { kind: "a common word, best first", usual: true, query: (n) => nameOf(n)[1], how: "page" },
  { kind: "part of a word, best first", usual: true, query: (n) => nameOf(n)[0].slice(1, 5), how: "page" },
  { kind: "one word", usual: false, query: (n) => nameOf(n)[0], how: "all" },
  { kind: "two letters, best first", usual: false, query: (n) => nameOf(n)[0].slice(0, 2), how: "page" },
  { kind: "one letter, best first", usual: false, query: (n) => nameOf(n)[0].slice(0, 1), how: "page" },
  { kind: "one letter that is nowhere", usual: false, query: () => "%", how: "page" },
  { kind: "every product, best first", usual: false, query: () => "every", how: "page" },
];
