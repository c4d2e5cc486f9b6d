"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../api/api-provider.tsx";

/** How many dead letters wait, looked up now and then; its place is kept while there are none. */
export function DeadLetterCount() {
  const api = useTRPC();
  const { data = 0 } = useQuery(api.admin.deadLetters.count.queryOptions(undefined, { refetchInterval: 15_000 }));
  return (
    <span className="figures ml-1.5 inline-grid min-w-6">
      {data > 0 && (
        <span className="rounded-full bg-brick-wash px-1.5 text-center text-sm font-semibold text-brick">
          {data > 99 ? "99+" : data}
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </span>
  );
}
