"""Whatever comes up together, the pad gets its receipt; a tablet without a screen asks for it."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor

from benchmarks.load_tablet import Noted, Tablet, line_to

CASE = "0123456789abcdef"
PATIENCE_S = 20.0


def test_a_tap_that_comes_with_the_news_of_the_last_plan_is_answered(app_url: str) -> None:
    async def tapping() -> Noted:
        noted = Noted()
        tablet = Tablet(CASE, noted, random.SystemRandom())
        async with line_to(app_url) as line:
            await asyncio.wait_for(tablet.open(line), PATIENCE_S)
            for number in range(3):
                tablet.drawn = f"plan {number}"  # Streamlit makes one run of what comes up at the same time
                noted.taps_ms.append(await asyncio.wait_for(tablet.tap(line), PATIENCE_S))
        return noted

    with ThreadPoolExecutor(1) as elsewhere:  # other browser tests leave a loop running in this thread
        noted = elsewhere.submit(lambda: asyncio.run(tapping())).result()

    assert len(noted.taps_ms) == 3
    assert noted.errors == []
