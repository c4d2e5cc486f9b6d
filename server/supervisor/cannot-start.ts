/** Ends a start with a sentence that says what to do; shown without a stack trace. */
export class CannotStart extends Error {
  override name = "CannotStart";
}
