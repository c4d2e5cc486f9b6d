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

export type Category = { id: string; label: string; Icon: LucideIcon };

const categories: Category[] = [
  { id: "kitchen", label: "Kitchen", Icon: Coffee },
  { id: "pantry", label: "Pantry", Icon: Wheat },
  { id: "garden", label: "Garden", Icon: Sprout },
  { id: "home", label: "Home", Icon: Armchair },
  { id: "desk", label: "Desk", Icon: BookOpen },
  { id: "audio", label: "Audio", Icon: Headphones },
  { id: "toys", label: "Toys", Icon: Puzzle },
  { id: "outdoors", label: "Outdoors", Icon: Tent },
  { id: "travel", label: "Travel", Icon: Luggage },
];

const other: Category = { id: "other", label: "General", Icon: Package };

/** A product's category is the first of its tags that names one. */
export function categoryOf(tags: readonly string[]): Category {
  for (const tag of tags) {
    const category = categories.find(({ id }) => id === tag);
    if (category) return category;
  }
  return other;
}
