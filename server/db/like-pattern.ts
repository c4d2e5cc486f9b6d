import { columnText } from "./column-text.ts";

/** For `LIKE`: the text anywhere in a column, with nothing in it read as a wildcard. */
export const likePattern = (text: string): string => `%${columnText(text).replace(/[\\%_]/g, "\\$&")}%`;
