import type { ShownPage } from "../../e2e/pages.ts";
import { schemes, sizes } from "./photograph.ts";

const viewers = {
  newcomer: "somebody who has just come",
  guest: "a guest who has bought before",
  member: "a shopper with an account",
  staff: "staff",
} as const;

/** The page that shows all pictures, made from the same table. */
export function gallery(pages: readonly ShownPage[]): string {
  const sections = pages.map(({ name, title, as }) => {
    const pictures = sizes.flatMap(({ size, width }) =>
      schemes.map((scheme) => {
        const shown = width > 600 ? 420 : 140;
        return `<img src="${name}-${size}-${scheme}.webp" alt="${title}, ${size}, ${scheme}" width="${shown}">`;
      }),
    );
    return `## ${title}\n\nAs ${viewers[as]} sees it.\n\n${pictures.join("\n")}\n`;
  });
  const widths = sizes.map(({ width }) => `${width} px`).join(" and ");
  return `# The pages\n\nWritten by \`npm run screens\` from the table in \`e2e/pages.ts\`: each page in light and dark, ${widths} wide.\n\n${sections.join("\n")}`;
}
