/** What `bench/run-profile.ts` says to the scripts. */
export const settings = {
  url: __ENV.SHOP_URL,
  key: __ENV.SHOP_KEY,
  users: Number(__ENV.USERS),
  seconds: Number(__ENV.SECONDS),
  think: __ENV.THINK === "yes",
  /** The shortest and the longest, in seconds; null for none. */
  pauses: JSON.parse(__ENV.PAUSES),
  summaryFile: __ENV.SUMMARY_FILE,
};
