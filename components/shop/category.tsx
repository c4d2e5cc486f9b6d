import {
  Armchair,
  BookOpen,
  Coffee,
  Headphones,
  type LucideIcon,
  Luggage,
  Package,
  Puzzle,
  Sprout,
  Tent,
  Wheat,
} from "lucide-react";
import { type CategoryId, categories } from "#lib/category.ts";

export type Category = { id: CategoryId | "other"; label: string; Icon: LucideIcon };

const shown: Record<CategoryId, Omit<Category, "id">> = {
  kitchen: { label: "Kitchen", Icon: Coffee },
  pantry: { label: "Pantry", Icon: Wheat },
  garden: { label: "Garden", Icon: Sprout },
  home: { label: "Home", Icon: Armchair },
  desk: { label: "Desk", Icon: BookOpen },
  audio: { label: "Audio", Icon: Headphones },
  toys: { label: "Toys", Icon: Puzzle },
  outdoors: { label: "Outdoors", Icon: Tent },
  travel: { label: "Travel", Icon: Luggage },
};

const other: Category = { id: "other", label: "General", Icon: Package };

/** How each category is shown, in the shop's order. */
export const shownCategories: Category[] = categories.map((id) => ({ id, ...shown[id] }));

/** A product's category is the first of its tags that names one. */
export function categoryOf(tags: readonly string[]): Category {
  for (const tag of tags) {
    const category = shownCategories.find(({ id }) => id === tag);
    if (category) return category;
  }
  return other;
}
