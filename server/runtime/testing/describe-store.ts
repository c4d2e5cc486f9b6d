import type { OpenWorld } from "./contract-world.ts";
import { describeCommit } from "./describe-commit.ts";
import { describeDeadLetters } from "./describe-dead-letters.ts";
import { describeDirectory } from "./describe-directory.ts";
import { describeHorizon } from "./describe-horizon.ts";
import { describeLife } from "./describe-life.ts";
import { describeOpening } from "./describe-opening.ts";
import { describeOutbox } from "./describe-outbox.ts";
import { describeOwnership } from "./describe-ownership.ts";
import { describeReading } from "./describe-reading.ts";
import { describeSchedules } from "./describe-schedules.ts";
import { describeWaits } from "./describe-waits.ts";

/** What every store must do: each sentence of the port. */
export function describeStore(open: OpenWorld): void {
  describeOwnership(open);
  describeReading(open);
  describeOpening(open);
  describeWaits(open);
  describeCommit(open);
  describeDeadLetters(open);
  describeDirectory(open);
  describeLife(open);
  describeOutbox(open);
  describeSchedules(open);
  describeHorizon(open);
}
