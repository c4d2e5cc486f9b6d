import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import Fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "#server/testing/temporary-folder.ts";
import { mountPictures } from "./mount-pictures.ts";

const name = "0123456789abcdef-320.webp";

async function openPictures() {
  const folder = temporaryFolder("pictures");
  const files = path.join(folder.path, "files");
  mkdirSync(files);
  writeFileSync(path.join(files, name), "a picture");
  writeFileSync(path.join(files, `${name}.77.draft`), "half a pic");
  writeFileSync(path.join(folder.path, "fedcba9876543210-320.webp"), "not served");
  writeFileSync(path.join(folder.path, "manifest.json"), "{}");
  const app = Fastify();
  await mountPictures(app, files);
  app.get("/*", async () => "pages");
  onTestFinished(async () => {
    await app.close();
    folder.remove();
  });
  return app;
}

test("a picture may be kept for ever and can run nothing", async () => {
  const app = await openPictures();
  const answer = await app.inject(`/pictures/${name}`);
  expect([answer.statusCode, answer.body, answer.headers["content-type"]]).toEqual([200, "a picture", "image/webp"]);
  expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
  const again = await app.inject({
    url: `/pictures/${name}`,
    headers: { "if-none-match": String(answer.headers.etag) },
  });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
});

test.each([
  "/pictures/ffffffffffffffff-320.webp",
  `/pictures/${name}.77.draft`,
  "/pictures/",
  "/pictures/..%2fmanifest.json",
  "/pictures/..%2ffedcba9876543210-320.webp",
  "/pictures/..%5cfedcba9876543210-320.webp",
])("%s is no picture, and nobody keeps that answer", async (url) => {
  const app = await openPictures();
  const answer = await app.inject(url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.headers["cache-control"] ?? "no-store").toBe("no-store");
});

test("a shop in which nothing was composed yet has no pictures and serves the rest", async () => {
  const app = Fastify();
  onTestFinished(() => app.close());
  await mountPictures(app, path.join(import.meta.dirname, "nowhere"));
  app.get("/*", async () => "pages");
  expect((await app.inject(`/pictures/${name}`)).statusCode).toBe(404);
  expect((await app.inject("/cart")).body).toBe("pages");
});
