"""The grammar of a spatial layout: typed elements, their vocabulary, and the slogan that counts them."""
