"""Small tables as HTML, every cell escaped: what a user wrote is never markup."""

from collections.abc import Iterable, Sequence
from html import escape


def table_html(head: Sequence[str], rows: Iterable[Sequence[str]], *, says: str) -> str:
    """Return a table whose first column names its rows.

    Parameters
    ----------
    says
        Its caption.
    """
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(_row(row) for row in rows)
    return (
        f'<table class="mp-table"><caption>{escape(says)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table>"
    )


def _row(row: Sequence[str]) -> str:
    first, *rest = (escape(cell) for cell in row)
    return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
