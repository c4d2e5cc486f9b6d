import { type BrowserContext, test as base, type ConsoleMessage, expect } from "@playwright/test";

type Options = {
  /** What the console may complain about, for journeys that break the line on purpose. */
  allowedComplaints: RegExp[];
};

function listen(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message: ConsoleMessage) => {
    if (!["error", "warning"].includes(message.type())) return;
    complaints.push(`${message.page()?.url()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (webError) => complaints.push(String(webError.error())));
}

/** A journey whose pages have nothing to complain about in the console, in windows that it opens by hand too. */
export const test = base.extend<Options & { silence: undefined }>({
  allowedComplaints: [[], { option: true }],
  silence: [
    async ({ browser, allowedComplaints }, use) => {
      const complaints: string[] = [];
      const listenIn = (context: BrowserContext) => listen(context, complaints);
      browser.on("context", listenIn);
      await use(undefined);
      browser.off("context", listenIn);
      const unexpected = complaints.filter((text) => !allowedComplaints.some((allowed) => allowed.test(text)));
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
});
