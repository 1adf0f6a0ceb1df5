"""Prints examples/sichuan-2025-figures.pdf from the page beside this file, with the browser of the browser tests.

python tools/make_example_pdf.py [PATH OF CHROMIUM]
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PDF = Path(__file__).parents[1] / "examples" / "sichuan-2025-figures.pdf"
PAGE = Path(__file__).with_name("sichuan-2025-figures.html")
FOOT = '<p style="font-size: 9pt; width: 100%; text-align: center">— <span class="pageNumber"></span> —</p>'


def main() -> int:
    """Print the page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sys.argv[1] if len(sys.argv) > 1 else None)
        page = browser.new_page()
        page.set_content(PAGE.read_text(encoding="utf-8"))
        page.pdf(
            path=PDF,
            prefer_css_page_size=True,
            display_header_footer=True,
            header_template="<p></p>",
            footer_template=FOOT,
        )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
