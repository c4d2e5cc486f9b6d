/** Ends a measurement with a sentence that says what to do; shown without a stack trace. */
export class CannotMeasure extends Error {
  override name = "CannotMeasure";
}
