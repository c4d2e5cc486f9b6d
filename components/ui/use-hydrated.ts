"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether React listens by now; a click before that would be lost, and so would what is typed into a field with a `value`. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
