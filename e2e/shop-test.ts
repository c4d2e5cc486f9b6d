import { type BrowserContext, test as base, type ConsoleMessage, expect } from "@playwright/test";

type Options = {
  /** What the console may complain about, for journeys that break the line on purpose. */
  allowedComplaints: RegExp[];
};

function listen(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message: ConsoleMessage) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (webError) => complaints.push(String(webError.error())));
  return complaints;
}

/** A journey whose pages have nothing to complain about in the console. */
export const test = base.extend<Options>({
  allowedComplaints: [[], { option: true }],
  context: async ({ context, allowedComplaints }, use) => {
    const complaints = listen(context);
    await use(context);
    const unexpected = complaints.filter((text) => !allowedComplaints.some((allowed) => allowed.test(text)));
    expect(unexpected).toEqual([]);
  },
});
