"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { classNames } from "../ui/class-names.ts";
import { useHydrated } from "../ui/use-hydrated.ts";
import { type Theme, themes } from "./theme.ts";
import { useTheme } from "./theme-provider.tsx";

const shown = {
  light: { label: "Light", Icon: Sun },
  dark: { label: "Dark", Icon: Moon },
  system: { label: "System", Icon: Monitor },
} satisfies Record<Theme, object>;

/** Light, dark, or as the browser wishes. */
export function ThemeChoice() {
  const { theme, choose } = useTheme();
  const hydrated = useHydrated();
  return (
    <fieldset disabled={!hydrated} className="w-fit">
      <legend className="sr-only">Theme</legend>
      <div className="flex rounded-xl border border-rule-strong bg-shelf">
        {themes.map((each) => {
          const { label, Icon } = shown[each];
          return (
            <label
              key={each}
              className={classNames(
                "relative flex min-h-11 min-w-11 cursor-pointer items-center gap-2 rounded-[0.7rem] px-3 font-medium",
                "has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-3 has-focus-visible:outline-grain-deep",
              )}
            >
              <input
                type="radio"
                name="theme"
                value={each}
                checked={theme === each}
                onChange={() => choose(each)}
                className="absolute inset-0 cursor-pointer appearance-none outline-none"
              />
              <Icon className="size-4" aria-hidden="true" />
              {label}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
