import { Skeleton } from "../ui/skeleton.tsx";

/** As tall as the price, the quantity and the button that it stands in for. */
export function PriceSkeleton() {
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <Skeleton className="my-1 h-9 w-40" />
        <Skeleton className="my-1 h-4 w-72 max-w-full" />
      </div>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-3">
          <Skeleton className="h-11.5 w-34" />
          <Skeleton className="h-11.5 grow sm:max-w-72" />
        </div>
        <div className="min-h-13" />
      </div>
    </div>
  );
}
