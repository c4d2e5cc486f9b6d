import { z } from "zod";

/** Made by the client for one intention: the same key again does the same thing once and gets the first answer. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, "1 to 200 visible ASCII characters");

/** How a command is called with the client's key, if it made one. */
export const keyed = (key: string | undefined): { key?: string } => (key === undefined ? {} : { key });
