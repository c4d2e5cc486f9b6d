"use client";

import { useMemo } from "react";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { fieldText, instantOf, offsetWords } from "./local-time.ts";

const locale = "en-US";

/** Times in the zone of this browser; in UTC until the page is alive, since the server does not know the zone. */
export function useLocalTime() {
  const hydrated = useHydrated();
  return useMemo(() => {
    const zone = hydrated ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
    const minute = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: zone });
    const ahead = (at: Date) => (hydrated ? -at.getTimezoneOffset() : 0);
    return {
      /** "Europe/Berlin, UTC+2" */
      zoneWords: zone === "UTC" ? "UTC" : `${zone}, ${offsetWords(ahead(new Date()))}`,
      shown: (instant: string) => minute.format(new Date(instant)),
      fieldOf: (instant: string | null) => fieldText(instant, ahead),
      instantOf,
    };
  }, [hydrated]);
}

export type LocalTime = ReturnType<typeof useLocalTime>;
