// Says in --dinh how far down the panes of the desk begin, so that they end at the foot of the window whatever stands above them.
export default function () {
  if (window.__vuaKhung) return;
  window.__vuaKhung = () => {
    const pane = document.querySelector(".st-key-chi_tiet")?.closest("[data-testid=stHorizontalBlock]");
    const page = document.querySelector("[data-testid=stMain]");
    if (!pane || !page) return;
    const top = `${Math.round(pane.getBoundingClientRect().top + page.scrollTop)}px`;
    const style = document.documentElement.style;
    if (style.getPropertyValue("--dinh") !== top) style.setProperty("--dinh", top);  // a change measures the whole draft anew
  };
  const watch = new ResizeObserver(window.__vuaKhung);
  watch.observe(document.querySelector("[data-testid=stMainBlockContainer]"));
  watch.observe(document.documentElement);
  window.__vuaKhung();
}
