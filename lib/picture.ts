/** A product's picture. It never changes under its name: another picture has another one. */
export interface Picture {
  name: string;
  /** The colour of its wall, to be seen until it is there. */
  tone: string;
  alt: string;
}

/** By product id. */
export type Pictures = Record<string, Picture>;

/** The widths in which every picture is kept; all are squares. */
export const pictureWidths = [160, 320, 640, 960] as const;

export const pictureFile = (name: string, width: number): string => `${name}-${width}.webp`;

export const pictureAddress = (name: string, width: number): string => `/pictures/${pictureFile(name, width)}`;
