export const channelName = "granary-live";

/** What the tabs of one browser say to each other. */
export type TabMessage =
  | { kind: "who" }
  | { kind: "wanted"; tab: string; topics: readonly string[] }
  /** `only`: the one tab that has not heard of it. */
  | { kind: "changed"; topics: readonly string[]; only: string | undefined }
  | { kind: "signed" };

/** Called when somebody has signed in or out, so that no tab follows as who they were. */
export function tellSigned(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage({ kind: "signed" } satisfies TabMessage);
  channel.close();
}
