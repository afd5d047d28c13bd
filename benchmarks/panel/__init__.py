"""The panel of real pages: labels without texts, and what is done with them."""
