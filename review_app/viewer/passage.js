// Paragraphs of runs, each run with a class: quotations, comparisons, notices. Text only.

// A line of class "xem-them" stands folded under the line before it; which ones the reader opened is remembered.
function fold(box, line, opened) {
  let holder = box.lastElementChild;
  if (holder?.tagName !== "DETAILS") {
    const head = document.createElement("summary");
    const name = holder.textContent;
    head.className = holder.className;
    head.append(...holder.childNodes);
    holder.remove();
    holder = document.createElement("details");
    holder.append(head);
    holder.open = opened.has(name);
    holder.ontoggle = () => (holder.open ? opened.add(name) : opened.delete(name));
    box.append(holder);
  }
  holder.append(line);
}

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".van");
  const opened = (parentElement.__opened ??= new Set());
  box.replaceChildren();
  for (const [classes, runs] of data.paragraphs) {
    const line = document.createElement("p");
    line.className = classes;
    for (const [text, kind, target] of runs) {
      const run = document.createElement(kind === "ins" || kind === "del" ? kind : target ? "button" : "span");
      run.className = kind;
      run.textContent = text;
      if (kind === "ten-trang") { run.setAttribute("role", "heading"); run.setAttribute("aria-level", "1"); }
      if (target) run.onclick = () => setTriggerValue("pick", target);
      line.append(run);
    }
    if (classes.startsWith("loi")) line.setAttribute("role", "alert");
    if (classes.split(" ").includes("xem-them")) fold(box, line, opened);
    else box.append(line);
  }
  if (data.top !== undefined && parentElement.__top !== data.top) {  // another finding: read it from its first line
    parentElement.__top = data.top;
    const pane = parentElement.getRootNode().host?.closest(".st-key-chi_tiet");
    if (pane) pane.scrollTop = 0;
  }
}
