import { shownCategories } from "../shop/category.tsx";

/** A category's name; a tag that is none is its own. */
export const categoryLabel = (tag: string): string => shownCategories.find(({ id }) => id === tag)?.label ?? tag;
