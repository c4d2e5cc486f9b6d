/** A place in a feed must move before its entry goes, and under load ten thousand commits may be a second's. */
const mostPassedOver = 4;

/** Carts commit most, and have no rows: partitions in which nothing else has rung are left alone for some rounds. */
export function passOver(
  hasNews: (partition: number) => Promise<boolean>,
): (rung: ReadonlySet<number>) => Promise<ReadonlySet<number>> {
  /** For how many rounds a partition was left alone, although it rang. */
  const passedOver = new Map<number, number>();

  return async (rung) => {
    const chosen = new Set<number>();
    const choose = async (partition: number) => {
      const rounds = passedOver.get(partition) ?? 0;
      if (rounds === mostPassedOver || (await hasNews(partition))) chosen.add(partition);
      passedOver.set(partition, chosen.has(partition) ? 0 : rounds + 1);
    };
    await Promise.all([...rung].map(choose));
    return chosen;
  };
}
