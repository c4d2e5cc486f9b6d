// npm run bench:compare: how the figures of one kept result are to those of another
import fs from "node:fs";
import { CannotMeasure } from "../cannot-measure.ts";
import { type Comparable, comparableOf } from "./comparable.ts";
import { comparison } from "./compare.ts";
import { readCompareOptions, usage } from "./options.ts";

function read(file: string): Comparable {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    throw new CannotMeasure(`${file} cannot be read.`);
  }
  try {
    return comparableOf(file, JSON.parse(text));
  } catch (error) {
    if (error instanceof CannotMeasure) throw error;
    throw new CannotMeasure(`${file} does not hold JSON.`);
  }
}

try {
  const options = readCompareOptions(process.argv.slice(3));
  if (options === "help") console.log(usage);
  else console.log(comparison(read(options.from), read(options.to), options.all));
} catch (error) {
  console.error(error instanceof CannotMeasure ? error.message : error);
  process.exitCode = 1;
}
