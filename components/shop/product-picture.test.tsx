import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { PictureView } from "./picture-image.tsx";
import { PicturesProvider } from "./pictures-provider.tsx";
import { ProductPicture } from "./product-picture.tsx";

const pictures = { p001: { name: "0123456789abcdef", tone: "#c2622c", alt: "A cup with a croissant" } };
const mug = { productId: "p001", name: "Mug", tags: ["kitchen"] };

const drawn = (product: typeof mug, view: PictureView, early = false) =>
  renderToStaticMarkup(
    <PicturesProvider pictures={pictures}>
      <ProductPicture product={product} view={view} early={early} />
    </PicturesProvider>,
  );

test("a picture offers every width and says its own size, so that nothing moves when it comes", () => {
  const html = drawn(mug, "tile");
  const widths = [...html.matchAll(/\/pictures\/0123456789abcdef-(\d+)\.webp (\d+)w/g)];
  expect(widths.map(([, file, said]) => [file, said])).toEqual(["160", "320", "640", "960"].map((w) => [w, w]));
  expect(html).toMatch(/width="(\d+)" height="\1"/);
  expect(html).toContain("background-color:#c2622c");
});

test("it is described where it is the subject, and decoration beside the product's name", () => {
  expect(drawn(mug, "hero")).toContain('alt="A cup with a croissant"');
  for (const view of ["tile", "card", "thumbnail"] as const) expect(drawn(mug, view)).toContain('alt=""');
});

test("only what is on the first screen is fetched at once", () => {
  expect(drawn(mug, "tile")).toContain('loading="lazy"');
  expect(drawn(mug, "tile", true)).toContain('loading="eager"');
  expect(drawn(mug, "hero", true)).toContain('fetchPriority="high"');
});

test.each(["p002", "constructor", "__proto__"])(
  "%s has no picture: the first letter of its name stands there",
  (id) => {
    const html = drawn({ ...mug, productId: id }, "tile");
    expect(html).not.toContain("<img");
    expect(html).toMatch(/<span aria-hidden="true"[^>]*>M<\/span>/);
  },
);
