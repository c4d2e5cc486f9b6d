import type { RefObject } from "react";
import { Notice } from "../ui/notice.tsx";
import type { Told } from "./use-action.ts";

/** How an action ended; it takes the focus. */
export function ActionNotice({ told, notice }: { told: Told | null; notice: RefObject<HTMLDivElement | null> }) {
  if (told === null) return null;
  return (
    <Notice tone={told.tone} role={told.tone === "wrong" ? "alert" : "status"} ref={notice}>
      {told.words}
    </Notice>
  );
}
