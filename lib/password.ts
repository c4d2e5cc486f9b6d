export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 128;

/** Said before anybody types one. */
export const passwordRule = `${MIN_PASSWORD} to ${MAX_PASSWORD} characters; a few words are fine`;

/** Whether a password may be chosen. Spaces count, nothing is cut off. */
export const isPassword = (text: string): boolean => text.length >= MIN_PASSWORD && text.length <= MAX_PASSWORD;
