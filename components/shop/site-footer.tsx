import { ThemeChoice } from "../theme/theme-choice.tsx";

export function SiteFooter() {
  return (
    <footer className="mt-auto border-t border-rule bg-sunken/60">
      <div className="wrap flex flex-col gap-6 py-8 text-sm text-ink-soft sm:flex-row sm:items-center sm:justify-between">
        <div className="flex flex-col gap-1">
          <p>
            <span className="font-display text-base font-semibold text-ink">Granary</span> · good things, kept well.
          </p>
          <p>Prices in US dollars. What you order is kept, once.</p>
        </div>
        <ThemeChoice />
      </div>
    </footer>
  );
}
