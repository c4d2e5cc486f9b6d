/** How a link of the header looks: at least 44 px each way, its words only where there is room. */
export const navLink =
  "flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2 text-[0.9375rem] font-medium hover:bg-sunken md:px-3";
