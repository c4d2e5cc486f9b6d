/** The command was not said as it must be; shown without a stack trace. */
export class Misused extends Error {
  override name = "Misused";
}
