"""How the documentation site is built: `make docs`."""

project = "audit"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = "audit"
html_show_copyright = False  # the licence says whose it is
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
# Pages link to files of the repository, which are no pages of the site.
suppress_warnings = ["myst.xref_missing"]
