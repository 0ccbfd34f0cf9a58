// The draft as people know it. Document text reaches the page by textContent only: nothing in it can become markup.
const SHAPES = { S1: "▲", S2: "■", S3: "●" };
const KINDS = { header: "Đầu trang", footer: "Chân trang", footnote: "Cước chú", endnote: "Chú thích cuối", textbox: "Hộp chữ" };
const NARROW = 760; // px: below, the outline opens over the text instead of beside it

function element(tag, classes, text) {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  if (text !== undefined) node.textContent = text;
  return node;
}

// Cuts one block at every edge of a mark, an insertion or a deletion, so that each stretch carries its own offset.
function stretches(block, marks, evidence) {
  const [, text, offset, , , , , , inserted, deleted] = block;
  const edges = new Set([0, text.length]);
  const near = (value) => { if (value > 0 && value < text.length) edges.add(value); };
  for (const mark of marks) { near(mark.start - offset); near(mark.end - offset); }
  for (const [from, to] of [...inserted, ...evidence.map(([a, b]) => [a - offset, b - offset])]) { near(from); near(to); }
  for (const [at] of deleted) near(at);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => [from, cuts[i + 1]]);
}

function fillBlock(node, block, marks, evidence) {
  const [, text, offset, , , , , , inserted, deleted] = block;
  const gone = [...deleted];
  const flush = (at) => { while (gone.length && gone[0][0] <= at) node.append(element("del", "", gone.shift()[1])); };
  for (const [from, to] of stretches(block, marks, evidence)) {
    flush(from);
    let piece = element("span", "", text.slice(from, to));
    piece.dataset.tu = offset + from;
    piece.dataset.den = offset + to;
    if (inserted.some(([a, b]) => a <= from && to <= b)) {
      const ins = element("ins"); ins.append(piece); piece = ins;
    }
    const over = marks.filter((m) => m.start <= offset + from && offset + to <= m.end);
    if (over.length) {
      const mark = element("mark", over.map((m) => m.severity).sort()[0]);
      mark.dataset.ids = JSON.stringify(over.map((m) => m.id));
      mark.title = over.map((m) => `${SHAPES[m.severity]} ${m.code}`).join("  ");
      mark.tabIndex = 0;
      mark.append(piece); piece = mark;
    }
    node.append(piece);
  }
  flush(text.length);
}

function paragraph(block, index, model, view) {
  const [kind, , offset, provision, align, bold, italic, table] = block;
  const frame = model.provisions[provision]?.frame;
  const node = element("div", "doan");
  node.dataset.khoi = index;
  if (align) node.classList.add(align);
  if (bold) node.classList.add("dam");
  if (italic) node.classList.add("nghieng");
  if (frame) node.classList.add("khung-vb");
  if (KINDS[kind]) { node.classList.add("phu"); node.dataset.loai = KINDS[kind]; }
  if (!table && !frame && !KINDS[kind] && align !== "center" && align !== "right") node.classList.add("thut");
  if (provision >= 0) node.dataset.dieu = model.provisions[provision].id;
  const end = offset + block[1].length;
  fillBlock(node, block, view.marksIn(offset, end), model.evidence.filter(([a, b]) => a < end && b > offset));
  if (provision >= 0 && model.provisions[provision].first === index) node.prepend(margin(model.provisions[provision], view));
  return node;
}

function margin(provision, view) {
  const box = element("span", "le");
  for (const whole of view.wholes.get(provision.id) ?? []) {
    const sign = element("button", `${whole.severity}c`, SHAPES[whole.severity]);
    sign.title = `${whole.code}: ý kiến về cả ${provision.label}`;
    sign.onclick = () => view.pick(whole.id);
    box.append(sign);
  }
  if (!provision.frame) {
    const add = element("button", "them", "+");
    add.title = `Thêm ý kiến của mình về ${provision.label}`;
    add.setAttribute("aria-label", add.title);
    add.onclick = () => view.own({ provision: provision.id });
    box.append(add);
  }
  return box;
}

function drawText(page, model, view) {
  page.replaceChildren();
  let table = null, number = 0, row = null, rowNumber = 0, cell = null, column = 0;
  model.blocks.forEach((block, index) => {
    const place = block[7];
    const node = paragraph(block, index, model, view);
    if (!place) { table = null; number = 0; page.append(node); return; }
    if (place[0] !== number || !table) { table = element("table"); page.append(table); number = place[0]; rowNumber = 0; }
    if (place[1] !== rowNumber) { row = table.insertRow(); rowNumber = place[1]; column = 0; }
    if (place[2] !== column) { cell = row.insertCell(); column = place[2]; }
    cell.append(node);
  });
  for (const grid of page.querySelectorAll("table")) {  // the first page's heads stand in tables without lines
    const lines = [...grid.querySelectorAll(".doan")];
    grid.classList.toggle("khong-vien", lines.every((line) => line.classList.contains("khung-vb")));
  }
  if (!model.blocks.length) page.append(element("p", "trong", "Dự thảo không có nội dung chữ."));
}

function drawOutline(list, model, view) {
  list.replaceChildren();
  for (const entry of model.outline) {
    const button = element("button", `bac${entry.depth}`);
    button.append(element("span", "ten", entry.text));
    const counts = element("span", "dem");
    for (const level of ["S1", "S2", "S3"]) {
      if (entry.counts[level]) counts.append(element("span", `${level}c`, `${SHAPES[level]}${entry.counts[level]} `));
    }
    button.append(counts);
    button.onclick = () => view.goTo(entry.block);
    list.append(button);
  }
}

function makeView(root, model, send) {
  const page = root.querySelector(".trang");
  const wholes = new Map();
  const marks = [];
  for (const [id, start, end, severity, code, provision] of model.marks) {
    if (end > start) marks.push({ id, start, end, severity, code });
    else if (provision) wholes.set(provision, [...(wholes.get(provision) ?? []), { id, severity, code }]);
  }
  marks.sort((a, b) => a.start - b.start);
  const bring = (node, share) => {  // scrolls the draft alone, never the page around it
    if (node) page.scrollTop += node.getBoundingClientRect().top - page.getBoundingClientRect().top - page.clientHeight * share;
  };
  return {
    wholes,
    bring,
    marksIn: (from, to) => marks.filter((m) => m.start < to && m.end > from),
    pick: (id) => send("pick", id),
    own: (place) => send("own", place),
    goTo: (index) => {
      bring(page.querySelector(`[data-khoi="${index}"]`), 0.02);
      root.querySelector(".khung").classList.remove("mo");
    },
  };
}

function showState(root, state) {
  const page = root.querySelector(".trang");
  let target = null;
  page.querySelectorAll("mark").forEach((mark) => {
    const ids = JSON.parse(mark.dataset.ids);
    const verdicts = ids.map((id) => state.decided[id]);
    mark.classList.toggle("xong", verdicts.every(Boolean));
    mark.classList.toggle("bo", verdicts.every((v) => v === "khong_gop_y"));
    const here = ids.includes(state.selected);
    mark.classList.toggle("dang-xem", here);
    if (here && !target) target = mark;
  });
  page.querySelectorAll(".chung-cu").forEach((piece) => piece.classList.remove("chung-cu"));
  for (const [from, to] of state.evidence) {
    for (const piece of page.querySelectorAll("[data-tu]")) {
      if (Number(piece.dataset.tu) >= from && Number(piece.dataset.den) <= to) piece.classList.add("chung-cu");
    }
  }
  if (state.at !== null) target = page.querySelector(`[data-tu="${state.at}"]`) ?? target;
  page.querySelectorAll(".doan.chon").forEach((node) => node.classList.remove("chon"));
  if (state.provision) {
    const lines = page.querySelectorAll(`[data-dieu="${CSS.escape(state.provision)}"]`);
    lines.forEach((node) => node.classList.add("chon"));
    target = target ?? lines[0];
  }
  return target;
}

function offsetOf(node, at) {
  const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("[data-tu]");
  return holder ? Number(holder.dataset.tu) + (node.nodeType === Node.TEXT_NODE ? at : 0) : null;
}

// Inside a shadow root only some browsers answer getSelection there; the others tell composed ranges.
function chosenRange(root) {
  const shadow = root.getRootNode();
  const own = shadow.getSelection?.();
  if (own?.rangeCount) return own.getRangeAt(0);
  const selection = document.getSelection();
  const composed = selection?.getComposedRanges?.({ shadowRoots: [shadow] })[0];
  return composed ?? (selection?.rangeCount ? selection.getRangeAt(0) : null);
}

function selectedRange(root) {
  const range = chosenRange(root);
  if (!range) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return null;
  const visible = document.createRange();
  visible.setStart(range.startContainer, range.startOffset);
  visible.setEnd(range.endContainer, range.endOffset);
  return { start, end, box: visible.getBoundingClientRect() };
}

function watchSelection(root, view) {
  const frame = root.querySelector(".khung");
  const page = root.querySelector(".trang");
  const offer = () => {
    root.querySelector(".nut-noi")?.remove();
    const chosen = selectedRange(root);
    if (!chosen) return;
    const button = element("button", "nut-noi", "Thêm ý kiến về đoạn đang chọn");
    const around = frame.getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(chosen.box.left - around.left, around.width - 250))}px`;
    button.style.top = `${Math.max(40, Math.min(chosen.box.bottom - around.top + 6, around.height - 50))}px`;
    button.onmousedown = (event) => event.preventDefault();
    button.onclick = () => { button.remove(); view.own({ start: chosen.start, end: chosen.end }); };
    frame.append(button);
  };
  page.onmouseup = () => setTimeout(offer, 0);
  page.onkeyup = (event) => { if (event.shiftKey || event.key === "Shift") offer(); };
}

function watchMarks(root, view) {
  const page = root.querySelector(".trang");
  const choose = (target) => {
    const mark = target.closest?.("mark");
    if (!mark || selectedRange(root)) return;
    const ids = JSON.parse(mark.dataset.ids);  // a second click on shared words takes the next finding
    const next = ids[(ids.indexOf(root.__state?.selected) + 1) % ids.length];
    page.querySelectorAll("mark.dang-xem").forEach((other) => other.classList.remove("dang-xem"));
    mark.classList.add("dang-xem");  // at once; the program's answer confirms it
    view.pick(next);
  };
  page.onclick = (event) => choose(event.target);
  page.onkeydown = (event) => { if (event.key === "Enter") choose(event.target); };
}

function build(root, model, send) {
  const view = root.__view = makeView(root, model, send);
  drawText(root.querySelector(".trang"), model, view);
  drawOutline(root.querySelector(".muc-luc"), model, view);
  watchMarks(root, view);
  watchSelection(root, view);
  const frame = root.querySelector(".khung");
  root.querySelector(".nut-muc-luc").onclick = () => frame.classList.toggle("mo");
  const fit = () => {
    frame.classList.toggle("hep", frame.clientWidth < NARROW);
    frame.classList.toggle("rong", frame.clientWidth >= NARROW);
  };
  root.__fit?.disconnect();
  root.__fit = new ResizeObserver(fit);
  root.__fit.observe(frame);
  fit();
}

// What is chosen and decided comes from the pointer component, so that the draft itself is sent to the browser only once.
function follow(root) {
  const state = window.__thamDinhState;
  if (!state || !root.isConnected) return;
  root.__state = state;
  const target = showState(root, state);
  const seat = `${state.selected}|${state.provision}|${state.at}|${state.visit}`;
  if (target && root.__seat !== seat) root.__view.bring(target, 0.35);
  root.__seat = seat;
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement;
  if (root.__key !== data.key) {
    root.__key = data.key;
    root.__seat = undefined;
    build(root, data, setTriggerValue);
  }
  window.removeEventListener("tham-dinh-tro", root.__follow);
  root.__follow = () => follow(root);
  window.addEventListener("tham-dinh-tro", root.__follow);
  follow(root);
  return () => window.removeEventListener("tham-dinh-tro", root.__follow);
}
