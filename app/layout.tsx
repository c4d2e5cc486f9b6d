import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ApiProvider } from "#components/api/api-provider.tsx";
import { LiveCart } from "#components/cart/live-cart.tsx";
import { LiveProvider } from "#components/live/live-provider.tsx";
import { PicturesProvider } from "#components/shop/pictures-provider.tsx";
import { readTheme, themeCookie } from "#components/theme/theme.ts";
import { ThemeProvider } from "#components/theme/theme-provider.tsx";
import { shopPictures } from "#server/api/caller.ts";
import { fraunces, geist } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Granary · good things, kept well", template: "%s · Granary" },
  description: "A general store for kitchen, garden, desk and road.",
};

const paper = { light: "#faf5ea", dark: "#17130e" };

/** What was chosen in this browser. It comes with the request, so that nothing flashes. */
const chosenTheme = async () => readTheme((await cookies()).get(themeCookie)?.value);

export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme();
  if (theme !== "system") return { themeColor: paper[theme] };
  return {
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: paper.light },
      { media: "(prefers-color-scheme: dark)", color: paper.dark },
    ],
  };
}

// the content security policy has a fresh nonce for each request, so no page can be made beforehand
export const dynamic = "force-dynamic";

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html lang="en" className={`${geist.variable} ${fraunces.variable}`} data-theme={theme}>
      <body className="flex min-h-dvh flex-col antialiased">
        <ThemeProvider initial={theme}>
          <ApiProvider>
            <LiveProvider>
              <LiveCart />
              <PicturesProvider pictures={shopPictures()}>{children}</PicturesProvider>
            </LiveProvider>
          </ApiProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
