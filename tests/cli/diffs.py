"""Small diffs for the tests of the commands."""

SMALL = """\
diff --git a/shop/cart.py b/shop/cart.py
--- a/shop/cart.py
+++ b/shop/cart.py
@@ -1,2 +1,2 @@
-x = 1
+x = 2
 y = 3
"""


def added_file(path: str, lines: int) -> str:
    """Return the diff that adds a file of distinct lines of code."""
    body = "".join(f"+value_{n} = compute_{n}(first_{n}, second_{n})\n" for n in range(lines))
    head = f"diff --git a/{path} b/{path}\nnew file mode 100644\n--- /dev/null\n+++ b/{path}\n"
    return f"{head}@@ -0,0 +1,{lines} @@\n{body}"
