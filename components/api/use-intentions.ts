"use client";

import { useRef } from "react";
import { createIntentions, type Intentions, type KeyShelf } from "./intentions.ts";

// not randomUUID: it is missing where the shop is visited over plain http from another machine
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function openShelf(): KeyShelf {
  try {
    sessionStorage.setItem("granary.try", "1");
    sessionStorage.removeItem("granary.try");
    return sessionStorage;
  } catch {
    const kept = new Map<string, string>();
    return {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    };
  }
}

/** The keys of this tab, opened at the first click. */
export function useIntentions(): () => Intentions {
  const opened = useRef<Intentions>(null);
  return () => {
    opened.current ??= createIntentions(openShelf(), newKey);
    return opened.current;
  };
}
