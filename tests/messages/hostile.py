"""Foreign text of the worst kind, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "@org/everyone", "@ada", "#1", "acme/shop#12", "GH-7", "4f9c2d7e1ab05c3d8e6f7a9b0c1d2e3f4a5b6c7d", "deadbee",
    "https://github.com/acme/shop/issues/1", "www.evil.example", "a@b.example", "<https://evil.example>", ":tada:",
    "</details>", "<details>", "<!--", "-->", "<!-- onesitting:review -->", "<script>", "<img src=x>", "&#64;ada",
    "&commat;", "&lt;", "\\", "`", "``", "```", "~~~", "~~", "*", "**", "_", "__", "# ", "## Approved", "===", "---",
    "- ", "+ ", "1. ", "> ", "> [!NOTE]", "|", " | ", "| --- |", "[", "]", "](", "![a](b)", "[x](https://e.example)",
    "[^1]", "[^1]: note", "- [ ] ", "$", "$$", "$`", "\n", "\n\n", "\r\n", "\t", "    ", " ", "\u202e", "\u200b",
    "\u2066", "\x00", "\x1b[31m", "\x9b31m", "\u2028", "\ufeff", "\U000e0041", "é", "漢", "👩\u200d💻", "end",
)  # fmt: skip

foreign = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text("ab1 .:-/", max_size=4)), max_size=10).map("".join),
)
"""Text as somebody hostile would write it."""
