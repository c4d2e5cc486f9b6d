/** One of them, each as likely as another. */
export const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** So many different ones. */
export function pickSome(list, count) {
  const chosen = new Set();
  while (chosen.size < count) chosen.add(pick(list));
  return [...chosen];
}
