// The list of findings: one line of facts and the first quoted words each; all by textContent.
const SHAPES = { S1: "▲", S2: "■", S3: "●" };
const STATES = { gop_y: "✓ góp ý", sua_loi: "✎ sửa lời", khong_gop_y: "✕ không góp ý", "": "chưa quyết" };

function span(classes, text) {
  const node = document.createElement("span");
  node.className = classes;
  node.textContent = text;
  return node;
}

function line(row, selected, choose) {
  const item = document.createElement("button");
  item.type = "button";
  item.className = `diem ${row.verdict ? "xong" : ""} ${row.seen ? "" : "moi"}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", row.id === selected);
  item.dataset.id = row.id;
  const head = span("dau", "");
  head.append(span(`${row.severity}c hinh`, SHAPES[row.severity]), span("ma", row.code), span("cho", row.label), span(`tt ${row.verdict}`, row.begun ? "✎ viết dở" : STATES[row.verdict]));
  item.append(head, span("cau", row.line));
  item.onclick = () => choose(row.id);
  return item;
}

export default function ({ parentElement, data, setTriggerValue }) {
  const list = parentElement.querySelector(".ds");
  list.classList.toggle("ngan", data.paged);
  list.replaceChildren(...data.rows.map((row) => line(row, data.selected, (id) => setTriggerValue("pick", id))));
  if (!data.rows.length) list.append(span("trong", data.empty));
  const chosen = list.querySelector('[aria-selected="true"]');
  if (chosen) list.scrollTop = Math.max(0, chosen.offsetTop - list.offsetTop - list.clientHeight / 3);
  list.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey) return;
    const items = [...list.querySelectorAll(".diem")];
    items[items.indexOf(parentElement.activeElement ?? document.activeElement) + step]?.focus();
    event.preventDefault();
  };
}
