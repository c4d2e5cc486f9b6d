import { describe, expect, test } from "vitest";
import { readAddress } from "./address.ts";

const typed = { street: " Main St 1 ", city: "Springfield", stateOrRegion: "IL", country: "US", postalCode: "62701" };

describe("reading an address", () => {
  test("text is trimmed and what is optional may be missing or empty", () => {
    expect(readAddress({ ...typed, name: " ", phoneNumber: undefined })).toEqual({
      ok: true,
      value: { ...typed, street: "Main St 1", name: null, phoneNumber: null },
    });
    expect(readAddress({ ...typed, name: " Ann ", phoneNumber: "+1 555" })).toMatchObject({
      value: { name: "Ann", phoneNumber: "+1 555" },
    });
  });

  test.each(["street", "city", "stateOrRegion", "country", "postalCode"] as const)("%s is required", (field) => {
    for (const missing of [undefined, null, "", "  "]) {
      expect(readAddress({ ...typed, [field]: missing })).toEqual({ ok: false, error: [field] });
    }
  });

  test("every wrong field is named, in the order of the form", () => {
    expect(readAddress({ ...typed, postalCode: "9".repeat(33), street: "", name: "x".repeat(201) })).toEqual({
      ok: false,
      error: ["street", "postalCode", "name"],
    });
  });
});
