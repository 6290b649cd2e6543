/** What Streamlit calls a field or a button, and what is pressed to send a form. None of our forms is sent with Enter. */

const SENDERS = "[data-testid=stButton], .mt-root";

/** Return the class by which Streamlit names a field or a button; nothing where none does. */
export function classOf(element) {
  return [...(element.closest("[class*=st-key-]")?.classList ?? [])].find((one) => one.startsWith("st-key-"));
}

/** Have `send` called with each press, before anything hears it, and with whether it sends what is `sentBy` these classes. */
export function onPress(send) {
  const pressed = ({ target }) => {
    const name = target.closest?.(SENDERS) && classOf(target);
    if (name) send((sentBy) => sentBy.some((beginning) => name.startsWith(beginning)));
  };
  document.addEventListener("click", pressed, true);
}
