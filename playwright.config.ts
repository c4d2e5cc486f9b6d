import { defineConfig, devices } from "@playwright/test";

// every journey shares the one shop that e2e/start-shop.ts starts
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  globalSetup: "./e2e/start-shop.ts",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  outputDir: "test-results",
  use: {
    baseURL: process.env.SHOP_URL,
    // recording costs a third of the time: TRACE=on records what failed, for looking at it
    trace: process.env.TRACE === "on" ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
});
