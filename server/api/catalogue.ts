/** Walks the ids of all products; the composition root makes it from the runtime's directory. */
export interface Catalogue {
  listProducts(page: { cursor?: string; limit: number }): Promise<{ ids: string[]; cursor?: string }>;
}
