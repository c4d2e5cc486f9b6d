import type { Browser, BrowserContextOptions, Request } from "@playwright/test";

/** What a browser that has nothing of the shop loads, in bytes as they come over the wire. */
export interface FirstVisit {
  scriptBytes: number;
  scripts: number;
  /** All that is loaded until the page is. */
  bytes: number;
  firstPaintMs: number;
  loadMs: number;
}

/** Opens a page in a new browser context; whatever comes after its load event, such as prefetches, is not counted. */
export async function firstVisit(browser: Browser, url: string, about: BrowserContextOptions): Promise<FirstVisit> {
  const context = await browser.newContext(about);
  try {
    const page = await context.newPage();
    const finished: Request[] = [];
    page.on("requestfinished", (request) => finished.push(request));
    await page.goto(url, { waitUntil: "load" });
    const loaded = await sized([...finished]);
    const times = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      const paint = performance.getEntriesByName("first-contentful-paint")[0];
      return { firstPaintMs: paint?.startTime ?? 0, loadMs: navigation?.duration ?? 0 };
    });
    const scripts = loaded.filter(({ kind }) => kind === "script");
    return { scriptBytes: sum(scripts), scripts: scripts.length, bytes: sum(loaded), ...times };
  } finally {
    await context.close();
  }
}

type Loaded = { kind: string; bytes: number };

const sized = (requests: readonly Request[]): Promise<Loaded[]> =>
  Promise.all(
    requests.map(async (request) => ({
      kind: request.resourceType(),
      bytes: (await request.sizes()).responseBodySize,
    })),
  );

const sum = (loaded: readonly Loaded[]): number => loaded.reduce((total, { bytes }) => total + bytes, 0);

/** The one in the middle by when it was loaded: bytes are equal in all of them. */
export function median(visits: readonly FirstVisit[]): FirstVisit | undefined {
  return visits.toSorted((one, other) => one.loadMs - other.loadMs)[Math.floor(visits.length / 2)];
}
