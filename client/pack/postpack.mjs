import path from "node:path";
import { restoreFace } from "./face.mjs";

restoreFace(path.resolve(import.meta.dirname, "../.."));
