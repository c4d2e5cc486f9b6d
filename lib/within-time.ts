/** What `answer` comes to, or what `late` says when that takes longer. */
export async function withinTime<T>(answer: Promise<T>, milliseconds: number, late: () => T): Promise<T> {
  const { promise: timeout, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  try {
    return await Promise.race([answer, timeout.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
