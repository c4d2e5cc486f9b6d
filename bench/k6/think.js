import { sleep } from "k6";
import { settings } from "./settings.js";

/** The pause that a person makes between two visits. */
export function think() {
  if (!settings.pauses) return;
  const [shortest, longest] = settings.pauses;
  sleep(shortest + Math.random() * (longest - shortest));
}
