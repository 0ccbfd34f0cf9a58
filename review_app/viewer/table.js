// A plain table whose rows can be chosen; cells are text, never markup.
export default function ({ parentElement, data, setTriggerValue }) {
  const table = parentElement.querySelector("table");
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  for (const [name, width] of data.columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    if (width) cell.style.width = width;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of data.rows) {
    const line = body.insertRow();
    row.cells.forEach((value, at) => {
      const cell = line.insertCell();
      const [text, classes, share] = Array.isArray(value) ? value : [value, ""];
      cell.className = classes ?? "";
      if (share !== undefined) {
        const bar = document.createElement("span");
        bar.className = "thanh";
        bar.style.width = `${Math.round(share * 70)}%`;  // the number needs its place beside the longest bar
        cell.append(bar);
      }
      const holder = document.createElement(row.id !== undefined && at === data.link ? "button" : "span");
      holder.textContent = text;
      if (holder.tagName === "BUTTON") holder.onclick = (event) => { event.stopPropagation(); setTriggerValue("pick", row.id); };
      cell.append(holder);
    });
    if (row.id !== undefined) { line.className = "chon"; line.onclick = () => setTriggerValue("pick", row.id); }
    if (row.id !== undefined && row.id === data.selected) line.classList.add("dang");
  }
  if (!data.rows.length) {
    const cell = body.insertRow().insertCell();
    cell.colSpan = data.columns.length;
    cell.className = "trong";
    cell.textContent = data.empty;
  }
}
