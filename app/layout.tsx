import type { Metadata } from "next";
import type { ReactNode } from "react";
import { ApiProvider } from "#components/api/api-provider.tsx";

export const metadata: Metadata = { title: "Granary" };

// the content security policy has a fresh nonce for each request, so no page can be made beforehand
export const dynamic = "force-dynamic";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <ApiProvider>{children}</ApiProvider>
      </body>
    </html>
  );
}
