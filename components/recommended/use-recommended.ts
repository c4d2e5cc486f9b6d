"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../api/api-provider.tsx";
import { faultWords } from "../api/fault-words.ts";
import { useIntentions } from "../api/use-intentions.ts";
import { isAwaited, type Picked } from "./recommended-words.ts";

/** How long to wait before each look, in seconds; then it is left for the next visit. */
const pauses = [1, 1, 1, 2, 2, 3, 3, 5, 5, 10, 10, 15];
const intention = "recommend";

/** What is recommended, looked at again while something newer is awaited. */
export function useRecommended(initial: Picked, after: string | undefined) {
  const api = useTRPC();
  const queryClient = useQueryClient();
  const intentions = useIntentions();
  const [looks, setLooks] = useState(0);
  const { data, refetch } = useQuery(api.assistant.get.queryOptions(undefined, { initialData: initial }));

  const working = looks < pauses.length && isAwaited(data, after);
  useEffect(() => {
    const pause = pauses[looks];
    if (!working || pause === undefined) return;
    const timer = setTimeout(() => void refetch().then(() => setLooks((count) => count + 1)), pause * 1_000);
    return () => clearTimeout(timer);
  }, [working, looks, refetch]);

  const recommending = useMutation(
    api.assistant.recommend.mutationOptions({
      onSuccess: async () => {
        intentions().answered(intention);
        await queryClient.invalidateQueries(api.assistant.get.queryFilter());
        setLooks(0);
      },
    }),
  );

  return {
    picked: data,
    working: working || recommending.isPending,
    again: () => recommending.mutate({ key: intentions().keyOf(intention) }),
    problem: recommending.error ? faultWords(recommending.error) : null,
  };
}
