"""What may stand in a page's address in the place of a session, a desk, an amendment or a patient's code."""

BAD_ADDRESSES = {
    "unknown": "00112233445566aa",
    "too short": "0011",
    "capitals": "00112233445566AA",
    "one line more": "00112233445566aa\n",
    "SQL": "' OR 1=1; DROP TABLE session; --",
    "path": "../../etc/passwd",
    "null byte": "\x00",
    "id and null byte": "00112233445566aa\x00",
    "10 kB": "a" * 10_240,
    "markup": "<script>alert(1)</script>",
    "picture": "![](http://example.invalid/x.png)",
    "right to left": "\u202e00112233445566a",
    "wildcard": "%",
    "spaces": "   ",
}
"""By what is wrong with it."""
