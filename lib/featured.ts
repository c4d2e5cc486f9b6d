/** The tag by which staff put a product into the front window. It says nothing about the product itself. */
export const featuredTag = "featured";
