/** Stops the bootstrap with a sentence that says what to do; shown without a stack trace. */
export class CannotGoOn extends Error {}
