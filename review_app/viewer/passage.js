// Paragraphs of runs, each run with a class: quotations, comparisons, notices. Text only.
export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".van");
  box.replaceChildren();
  for (const [classes, runs] of data.paragraphs) {
    const line = document.createElement("p");
    line.className = classes;
    for (const [text, kind, target] of runs) {
      const run = document.createElement(kind === "ins" || kind === "del" ? kind : target ? "button" : "span");
      run.className = kind;
      run.textContent = text;
      if (target) run.onclick = () => setTriggerValue("pick", target);
      line.append(run);
    }
    if (classes.startsWith("loi")) line.setAttribute("role", "alert");
    box.append(line);
  }
  if (data.top !== undefined && parentElement.__top !== data.top) {  // another finding: read it from its first line
    parentElement.__top = data.top;
    const pane = parentElement.getRootNode().host?.closest(".st-key-chi_tiet");
    if (pane) pane.scrollTop = 0;
  }
}
