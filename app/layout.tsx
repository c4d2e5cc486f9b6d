import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ApiProvider } from "#components/api/api-provider.tsx";
import { PicturesProvider } from "#components/shop/pictures-provider.tsx";
import { shopPictures } from "#server/api/caller.ts";
import { fraunces, geist } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Granary · good things, kept well", template: "%s · Granary" },
  description: "A general store for kitchen, garden, desk and road.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf5ea" },
    { media: "(prefers-color-scheme: dark)", color: "#17130e" },
  ],
};

// the content security policy has a fresh nonce for each request, so no page can be made beforehand
export const dynamic = "force-dynamic";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${geist.variable} ${fraunces.variable}`}>
      <body className="flex min-h-dvh flex-col antialiased">
        <ApiProvider>
          <PicturesProvider pictures={shopPictures()}>{children}</PicturesProvider>
        </ApiProvider>
      </body>
    </html>
  );
}
