"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { faultWords } from "../api/fault-words.ts";

/** How an action ended, in words. */
export type Told = {
  tone: "good" | "hint" | "wrong";
  words: string;
  /** The action has not ended, so the page has nothing new to say. */
  open?: true;
};

/** One action at a time: what is under way, and how the last one ended. The page is read again after each. */
export function useAction() {
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const notice = useRef<HTMLDivElement>(null);

  // the button that was pressed may be gone by now
  useEffect(() => {
    if (told !== null) notice.current?.focus();
  }, [told]);

  const run = async (name: string, act: () => Promise<Told>): Promise<void> => {
    if (pending !== null) return;
    setPending(name);
    setTold(null);
    const outcome = await act().catch((error: unknown): Told => ({ tone: "wrong", words: faultWords(error) }));
    if (!outcome.open) router.refresh();
    setTold(outcome);
    setPending(null);
  };

  return { pending, told, notice, run };
}
