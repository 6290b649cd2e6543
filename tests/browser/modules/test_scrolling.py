"""What a hand needs to see comes into view, and nothing else scrolls; modules without a server."""

from playwright.sync_api import Page

FOLD = """async () => {
  const { showUnfolded } = await import("/scrolling.js");
  const column = document.createElement("div");
  column.style = "height: 300px; overflow-y: auto";
  column.innerHTML = "<div style='height: 270px'></div><details><summary>Cautions</summary>"
    + "<p style='height: 150px; margin: 0'>At 9 mm the tip passes the skin</p></details>";
  document.body.append(column);
  window.setTimeout = (step) => requestAnimationFrame(step);
  showUnfolded();
}"""
SCROLLED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const fold = document.querySelector("details");
  const lowest = (one) => Math.round(one.getBoundingClientRect().bottom);
  const seen = lowest(fold) <= lowest(fold.parentElement) + 1;
  return { open: fold.open, px: fold.parentElement.scrollTop, seen };
}"""


def test_a_button_that_an_answer_pushes_below_the_edge_stays_in_view_unless_a_hand_scrolls(
    page: Page,
) -> None:
    in_view = page.evaluate(
        """async () => {
          const { keepTappedInView } = await import("/scrolling.js");
          keepTappedInView();
          const form = document.createElement("div");
          form.innerHTML = `<div style="height: ${innerHeight - 100}px"></div>`
            + "<button style='height: 46px'>Save</button>";
          document.body.replaceChildren(form);
          const button = form.querySelector("button");
          const answered = async () => {
            form.firstChild.after(Object.assign(document.createElement("p"), { style: "height: 200px" }));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            return button.getBoundingClientRect().bottom <= innerHeight;
          };
          button.click();
          const first = await answered();
          button.click();
          document.dispatchEvent(new Event("touchmove"));
          return [first, await answered()];
        }"""
    )

    assert in_view == [True, False]


def test_a_fold_comes_into_view_if_a_hand_opens_it_but_not_if_a_script_does(page: Page) -> None:
    page.evaluate(FOLD)
    summary = page.locator("summary")

    summary.evaluate("(one) => one.click()")
    by_script = page.evaluate(SCROLLED)
    summary.click()
    shut = page.evaluate(SCROLLED)
    summary.click()
    by_hand = page.evaluate(SCROLLED)

    assert (by_script["open"], by_script["px"]) == (True, 0)
    assert (shut["open"], by_hand["open"], by_hand["seen"]) == (False, True, True)
