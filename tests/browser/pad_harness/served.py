"""The pad on a page of its own: `streamlit run served.py` serves the page and Plotly.js from the loopback."""

from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route
from streamlit.starlette import App

PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


async def plotly_js(_request: Request) -> FileResponse:
    return FileResponse(PLOTLY_JS, headers={"Cache-Control": "public, max-age=31536000, immutable"})


app = App(Path(__file__).with_name("page.py"), routes=[Route("/assets/plotly.min.js", plotly_js)])
