import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { settled } from "./open-page.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a theme can break; everything else is the same in both. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** What axe has to say against the page as it is, shortened to what one needs for finding it. */
async function violations(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  // in the page itself: the pages have no frames, and a page more for each result costs as much as the rules
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations: found, passes } = await (colorScheme === "light"
    ? axe.withTags(rules)
    : axe.withRules(colourRules)
  ).analyze();
  expect(passes.length).toBeGreaterThan(colorScheme === "light" ? 10 : 0);
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
  );
}

/** The page as it stands has nothing that axe complains about, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page);
    const found = await violations(page, colorScheme);
    expect({ url: page.url(), colorScheme, found }).toEqual({ url: page.url(), colorScheme, found: [] });
  }
}
