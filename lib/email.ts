import { z } from "zod";

const Email = z.string().trim().max(254).pipe(z.email());

/** The e-mail address without the spaces around it, or undefined when it is none. */
export const readEmail = (text: string): string | undefined => Email.safeParse(text).data;
