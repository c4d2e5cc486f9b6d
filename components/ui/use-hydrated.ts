"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether React listens by now; a click before that would be lost, and so would what is put into a field with a `value` or `checked`. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
