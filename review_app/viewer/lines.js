// Sentences to try, one box each, with the verdict beside it; typing is reported after a short pause. Text only.
const PAUSE = 350; // milliseconds

export default function ({ parentElement, data, setStateValue }) {
  const box = parentElement.querySelector(".cau");
  const kept = (parentElement.__cau ??= { turn: undefined, timer: 0 });
  const areas = () => [...box.querySelectorAll("textarea")];
  const report = () => {
    clearTimeout(kept.timer);
    kept.timer = setTimeout(() => setStateValue("lines", areas().map((a) => a.value)), PAUSE);
  };
  const grow = (area) => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };

  const add = (text, after) => {
    const row = document.createElement("div");
    row.className = "hang";
    const area = document.createElement("textarea");
    area.rows = 1;
    area.value = text;
    area.setAttribute("aria-label", data.label);
    area.placeholder = data.hint;
    area.oninput = () => { grow(area); mark(row, null); report(); };
    area.onkeydown = (event) => {
      if (event.key === "Enter") { event.preventDefault(); add("", row).focus(); }
      else if (event.key === "Backspace" && !area.value && areas().length > 1) { event.preventDefault(); (row.previousElementSibling ?? row.nextElementSibling).querySelector("textarea").focus(); row.remove(); report(); }
    };
    const sign = document.createElement("span");
    row.append(area, sign);
    after ? after.after(row) : box.insertBefore(row, box.querySelector(".them"));
    mark(row, null);
    requestAnimationFrame(() => grow(area));
    return area;
  };

  const mark = (row, verdict) => {
    const sign = row.querySelector("span");
    const [text, kind] = verdict === true ? ["✓ đúng", "dung"] : verdict === false ? ["✗ chưa", "sai"] : ["", "cho"];
    sign.className = `dau ${kind}`;
    sign.textContent = text;
  };

  if (kept.turn !== data.turn) {
    kept.turn = data.turn;
    clearTimeout(kept.timer);
    const more = document.createElement("button");
    more.className = "them";
    more.textContent = "+ thêm câu";
    more.onclick = () => add("").focus();
    box.replaceChildren(more);
    kept.watch ??= new ResizeObserver(() => areas().forEach(grow));  // the height of a line is known once its width is
    kept.watch.observe(box);
    for (const text of data.lines) add(text);
    for (let n = data.lines.length; n < data.least; n++) add("");
  }
  const verdicts = new Map(data.verdicts);
  for (const row of box.querySelectorAll(".hang")) {
    const text = row.querySelector("textarea").value.trim();
    mark(row, text ? verdicts.get(text) ?? null : null);
  }
}
