/** The tags that are categories, in the order in which the shop shows them. */
export const categories = [
  "kitchen",
  "pantry",
  "garden",
  "home",
  "desk",
  "audio",
  "toys",
  "outdoors",
  "travel",
] as const;

export type CategoryId = (typeof categories)[number];
