import { sleep } from "k6";
import { settings } from "./settings.js";

const shortest = 5;
const longest = 15;

/** The pause that a person makes between two visits. */
export function think() {
  if (settings.think) sleep(shortest + Math.random() * (longest - shortest));
}
