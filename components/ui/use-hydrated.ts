"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether React listens by now; a click before that would be lost. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
