/** Text as PostgreSQL can hold it: without the zero character and without halves of surrogate pairs. */
export const columnText = (text: string): string => text.toWellFormed().replaceAll("\0", "\ufffd");
