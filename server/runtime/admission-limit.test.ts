import { describe, expect, it } from "vitest";
import { bearableWait, createAdmissionLimit } from "./admission-limit.ts";

/** A crowd that fills every free place at once, before something that answers so many a second. */
function crowd(most: number) {
  let time = 0;
  const limit = createAdmissionLimit({ monotonic: () => time }, most);
  let inside = 0;
  return {
    limit,
    press(perSecond: number, seconds: number) {
      for (const until = time + seconds * 1000; time < until; ) {
        inside = Math.max(inside, limit.now);
        time += 1000 / perSecond;
        limit.ended(inside);
        inside -= 1;
      }
    },
    /** One at a time. */
    lightly(perSecond: number, seconds: number) {
      inside = 1;
      for (const until = time + seconds * 1000; time < until; ) {
        time += 1000 / perSecond;
        limit.ended(1);
      }
    },
    standStill(seconds: number) {
      time += seconds * 1000;
    },
  };
}

describe("how many may be inside", () => {
  it("is the most until a crowd fills it", () => {
    const shop = crowd(500);
    expect(shop.limit.now).toBe(500);
    shop.lightly(200, 60);
    expect(shop.limit.now).toBe(500);
  });

  it.each([500, 1000, 2000])("under a crowd is what is answered within the bearable wait, at %i a second", (rate) => {
    const shop = crowd(500);
    shop.press(rate, 5);
    const bearable = (rate * bearableWait) / 1000;
    expect(shop.limit.now).toBeGreaterThan(bearable * 0.9);
    expect(shop.limit.now).toBeLessThan(bearable * 1.1);
  });

  it("follows a shop that grows slower and quicker again", () => {
    const shop = crowd(500);
    shop.press(2000, 5);
    shop.press(600, 5);
    expect(shop.limit.now).toBeLessThan(100);
    shop.press(2000, 5);
    expect(shop.limit.now).toBeGreaterThan(250);
  });

  it("never falls so low that the shop would idle between two answers, nor rises above the most", () => {
    const shop = crowd(500);
    shop.press(20, 20);
    expect(shop.limit.now).toBe(50);
    shop.press(50_000, 20);
    expect(shop.limit.now).toBe(500);
    const small = crowd(10);
    small.press(20, 20);
    expect(small.limit.now).toBe(10);
  });

  it("is the most again within seconds once the crowd has gone", () => {
    const shop = crowd(500);
    shop.press(600, 5);
    shop.lightly(100, 8);
    expect(shop.limit.now).toBe(500);
  });

  it("learns nothing from a standstill", () => {
    const shop = crowd(500);
    shop.press(2000, 5);
    const before = shop.limit.now;
    shop.standStill(30);
    shop.press(2000, 0.01);
    expect(shop.limit.now).toBe(before);
  });
});
