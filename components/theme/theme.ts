/** How the shop looks; what follows the browser's own wish needs no choice. */
export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers the choice, so that the first paint knows it. */
export const themeCookie = "granary-theme";

export const readTheme = (kept: string | undefined): Theme => themes.find((theme) => theme === kept) ?? "system";

/** What `document.cookie` is set to: the choice for a year, or nothing to follow the browser again. */
export const cookieOf = (theme: Theme): string =>
  `${themeCookie}=${theme}; path=/; samesite=lax; max-age=${theme === "system" ? 0 : 31_536_000}`;
