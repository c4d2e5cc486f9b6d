/** Where keys survive a reload; a browser may refuse it. */
export type KeyShelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Idempotency keys. One intention, such as buying under one quote, keeps its key until it is answered: a second try
 * after a lost answer is the same try, while a new click after a refusal is a new one.
 */
export function createIntentions(shelf: KeyShelf, newKey: () => string) {
  const nameOf = (intention: string) => `granary.key.${intention}`;
  return {
    keyOf(intention: string): string {
      const kept = shelf.getItem(nameOf(intention));
      if (kept !== null) return kept;
      const key = newKey();
      shelf.setItem(nameOf(intention), key);
      return key;
    },
    answered(intention: string): void {
      shelf.removeItem(nameOf(intention));
    },
  };
}

export type Intentions = ReturnType<typeof createIntentions>;
