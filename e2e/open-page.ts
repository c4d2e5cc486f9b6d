import { expect, type Page } from "@playwright/test";
import type { ShownPage } from "./pages.ts";
import type { Belongings } from "./visitors.ts";

/** Opens a page of the table and waits until everything on it is there: streamed parts, fonts, pictures, React. */
export async function openPage(page: Page, { at, status = 200 }: ShownPage, visit: Belongings): Promise<void> {
  const response = await page.goto(typeof at === "string" ? at : at(visit));
  expect(response?.status()).toBe(status);
  await settled(page);
}

/** Waits until the open page does not change any more by itself. */
export async function settled(page: Page): Promise<void> {
  // by its tag: a dialog over the page hides it from assistive technology
  await expect(page.locator("main")).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    // React's mark on every element that it has taken over
    const alive = main !== null && Object.keys(main).some((key) => key.startsWith("__reactFiber"));
    const inView = (image: HTMLImageElement) =>
      image.checkVisibility() && image.getBoundingClientRect().top < window.innerHeight;
    // a colour on its way to another has a contrast of its own
    const moving = document
      .getAnimations()
      .some(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
    const fontsLoaded = document.fonts.status === "loaded";
    return alive && fontsLoaded && !moving && [...document.images].every((each) => each.complete || !inView(each));
  });
}
