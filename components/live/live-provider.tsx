"use client";

import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useState } from "react";
import { createLiveTopics, type LiveTopics } from "./live-topics.ts";

const Live = createContext<LiveTopics | null>(null);

/** Lets what a page shows follow the shop; nothing of it holds up the first paint. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [topics] = useState(createLiveTopics);
  useEffect(() => topics.start(), [topics]);
  return <Live value={topics}>{children}</Live>;
}

/** Calls back when the topic may have changed since it was read; see `live.changes` for the topics. */
export function useLive(topic: string, onChange: () => void, wanted = true): void {
  const topics = useContext(Live);
  const changed = useEffectEvent(onChange);
  useEffect(() => topics?.listen({ topic, wanted, onChange: () => changed() }), [topics, topic, wanted]);
}
