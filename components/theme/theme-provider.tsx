"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { cookieOf, type Theme } from "./theme.ts";

const ThemeContext = createContext<{ theme: Theme; choose: (theme: Theme) => void } | null>(null);

/** Knows the theme from the first paint on; a new choice is seen at once and remembered by this browser. */
export function ThemeProvider({ initial, children }: { initial: Theme; children: ReactNode }) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme) => {
    setTheme(next);
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is missing where the shop is visited over plain http
    document.cookie = cookieOf(next);
  };
  return <ThemeContext value={{ theme, choose }}>{children}</ThemeContext>;
}

export function useTheme() {
  const context = useContext(ThemeContext);
  if (context === null) throw new Error("a theme is chosen only inside ThemeProvider");
  return context;
}
