/** Until a later release deletes answers by the horizon of protocol section 8, all are known this long. */
export const answerLifeMs = 24 * 60 * 60 * 1000;

/** About how many commits a partition's feed holds; a reader that falls further behind starts anew. */
export const feedLength = 10_000;
