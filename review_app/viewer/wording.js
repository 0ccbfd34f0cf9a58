// Streamlit's own labels in Vietnamese, and what every page does about typed words: they are committed
// before a shortcut acts, after a pause and before the page goes, and no box takes words that would vanish with it.
const PHRASES = {
  "Upload": "Chọn tệp", "Browse files": "Chọn tệp", "Drag and drop files here": "Kéo tệp thả vào đây", "Drag and drop a file here": "Kéo tệp thả vào đây",
  "No results": "Không có kết quả", "Choose an option": "Chọn một mục", "Choose options": "Chọn các mục", "Select all": "Chọn tất cả", "Clear value": "Xóa", "Clear all": "Xóa hết", "Clear": "Xóa",
  "Close": "Đóng", "Open": "Mở", "Running...": "Đang xử lý…", "Stop": "Dừng", "Connecting": "Đang kết nối…", "CONNECTING": "Đang kết nối…", "Please wait...": "Xin đợi…", "Connection error": "Mất kết nối với chương trình",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "Chương trình có thể đã dừng. Khởi động lại bằng lệnh dưới đây; mọi quyết định đã lưu vẫn còn nguyên.",
  "streamlit run yourscript.py": "python start.py", "Show password": "Hiện mật khẩu", "Hide password": "Ẩn mật khẩu", "Fullscreen": "Toàn màn hình", "Close fullscreen": "Thu nhỏ",
  "Page not found": "Không tìm thấy trang", "View less": "Thu gọn", "View more": "Xem thêm", "more": "thêm", "Show more": "Xem thêm", "Show less": "Thu gọn", "Error": "Lỗi",
  "This app has encountered an error. The original error message is redacted to prevent data leaks.": "Có lỗi ngoài dự kiến. Mọi quyết định đã lưu vẫn còn. Bấm F5 để mở lại trang; nếu còn lỗi, báo người quản trị.",
  "Skip to main content": "Đến nội dung chính", "Previous page": "Trang trước", "Next page": "Trang sau", "Main menu": "Trình đơn", "Print": "In", "Remove file": "Bỏ tệp", "Copy to clipboard": "Chép", "Increment value": "Tăng", "Decrement value": "Giảm",
  "Increment": "Tăng", "Decrement": "Giảm", "Dismiss": "Đóng", "Add files": "Thêm tệp", "file upload": "Nạp tệp", "App pages": "Các trang", "Link to heading": "Liên kết đến mục này",
  "Selected values": "Các mục đã chọn", "Show suggestions": "Xem các lựa chọn", "Loading": "Đang tải", "Expand": "Mở rộng", "Collapse": "Thu gọn", "Dialog": "Hộp thoại", "Progress": "Tiến độ",
};
const SHAPES = [
  [/^([\d.]+) ?MB per file(?: • (.*))?$/, (m) => `Tối đa ${m[1]} MB mỗi tệp${m[2] ? ` • ${m[2]}` : ""}`],
  [/^Limit ([\d.]+) ?MB per file(?: • (.*))?$/, (m) => `Tối đa ${m[1]} MB mỗi tệp${m[2] ? ` • ${m[2]}` : ""}`],
  [/^(\d+) more$/, (m) => `${m[1]} trang khác`],
  [/^Remove (.+)$/, (m) => `Bỏ ${m[1]}`],
  [/^File is too large.*$/, () => "Tệp quá lớn: tối đa 30 MB."],
  [/^(.*) files are not allowed\.?$/, (m) => `Không nhận tệp ${m[1]}.`],
  [/^Press .* to (apply|submit).*$/, () => ""],
  [/^Shortcut (.+)$/, (m) => `Phím tắt ${m[1]}`],
  [/^Showing page (\d+) of (\d+)$/, (m) => `Trang ${m[1]}/${m[2]}`],
];
const NAMES = ["aria-label", "title", "placeholder", "alt"];
const NAMED = NAMES.map((name) => `[${name}]`).join(",");

function inVietnamese(text) {
  const bare = text.trim();
  if (!bare) return null;
  if (Object.hasOwn(PHRASES, bare)) return PHRASES[bare];
  for (const [pattern, say] of SHAPES) { const met = bare.match(pattern); if (met) return say(met); }
  return null;
}

function translate(root) {
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = root.nodeType === Node.TEXT_NODE ? root : nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node.parentElement?.closest("textarea, [data-testid='stText'], script, style")) continue;
    const said = inVietnamese(node.data);
    if (said !== null && said !== node.data) node.data = said;
  }
  if (root.querySelectorAll) [root, ...root.querySelectorAll(NAMED)].forEach(translateNames);
}

function translateNames(node) {
  for (const name of NAMES) {
    const said = node.getAttribute(name) && inVietnamese(node.getAttribute(name));
    if (said) node.setAttribute(name, said);
  }
}

// A shortcut pressed while a box is being edited must not lose what was typed: the box is left first, and the shortcut acts
// once its words are on their way; a busy browser would otherwise send the decision before the words.
const AHEAD = 60; // milliseconds
function commitBeforeShortcut(event) {
  const editing = document.activeElement;
  if (!event.altKey || event.key === "Alt" || !editing || !/^(TEXTAREA|INPUT)$/.test(editing.tagName)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  editing.blur();
  const { key, code, altKey } = event;
  setTimeout(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, altKey, bubbles: true, cancelable: true })), AHEAD);
}

// The second press of a double click, or of a key held down, would decide the point that has just come up, unseen.
const HASTE = 500; // milliseconds: as long as systems wait for the second press
const VERDICTS = "[class*='st-key-nut_'] button";
let pressed = -HASTE;
function dropSecondPress(event) {
  const shortcut = event.type === "keydown" && event.altKey && /^Digit[123]$/.test(event.code) && document.querySelector(VERDICTS);
  if (!shortcut && !(event.type === "click" && event.target.closest?.(VERDICTS))) return;
  const hasty = event.repeat || event.timeStamp - pressed < HASTE;
  pressed = event.timeStamp;
  if (!hasty) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}

// A press that moves on to another point is answered a moment later. Until then the boxes, and the button that confirms them,
// belong to the point just left; words typed there would go with them. So they take none until the page stands still.
const MOVES = ".st-key-chi_tiet .st-key-quyet button, .st-key-tt_bang, .st-key-ds_diem, .st-key-buoc button";
const LEAVING = ".st-key-chi_tiet textarea:enabled, .st-key-chi_tiet input[type=text]:enabled, [class*='st-key-tt_nut_'] button:enabled";
function waitForPage(event) {
  const shortcut = event.type === "keydown" && event.altKey && /^Digit\d$/.test(event.code);
  if (shortcut || (event.type === "click" && event.target.closest?.(MOVES))) setTimeout(holdBoxes);  // once the press has been taken
}

function holdBoxes() {
  const held = [...document.querySelectorAll(LEAVING)];
  held.forEach((each) => { each.blur(); each.disabled = true; });
  whenStill(() => held.forEach((each) => { each.disabled = false; }));
}

const STILL = 600; // milliseconds without a run: longer than a press or words need to reach the program and start one
function whenStill(act) {
  const app = document.querySelector("[data-testid=stApp]");
  let still = 0;
  const look = () => {
    clearTimeout(still);
    if (app.dataset.testScriptState === "notRunning") still = setTimeout(() => { watch.disconnect(); act(); }, STILL);
  };
  const watch = new MutationObserver(look);
  watch.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  look();
}

// F5 in the middle of a word: the program drops what reaches it while the page goes, so the page goes once the words are stored.
function commitBeforeReload(event) {
  const editing = document.activeElement;
  const reload = event.key === "F5" || (event.ctrlKey && event.code === "KeyR");
  if (!reload || !editing || !/^(TEXTAREA|INPUT)$/.test(editing.tagName)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  editing.blur();
  whenStill(() => location.reload());
}

// What is being typed in the detail pane, or into the sheet's own words, is committed after a pause, as Ctrl+Enter would:
// F5 or a closed tab then loses nothing.
const PAUSES = [[".st-key-chi_tiet", 500], ["[class*='st-key-chung_'], [class*='st-key-ket_']", 1500]]; // milliseconds
let pause = 0;
function commitAfterPause(event) {
  const box = event.target;
  const [, wait] = PAUSES.find(([place]) => box.closest?.(place)) ?? [];
  if (!wait || !box.matches("textarea, input[type=text]") || box.closest("[data-testid=stSelectbox]")) return;
  clearTimeout(pause);
  pause = setTimeout(() => box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true, cancelable: true })), wait);
}

export default function () {
  if (window.__chuViet) return;
  window.__chuViet = true;
  document.documentElement.lang = "vi";
  translate(document.body);
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") translate(change.target);
      else change.addedNodes.forEach(translate);
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  window.addEventListener("keydown", commitBeforeShortcut, true);
  window.addEventListener("keydown", commitBeforeReload, true);
  window.addEventListener("keydown", dropSecondPress, true);
  window.addEventListener("click", dropSecondPress, true);
  window.addEventListener("keydown", waitForPage, true);
  window.addEventListener("click", waitForPage, true);
  window.addEventListener("beforeunload", () => document.activeElement?.blur?.());  // the tab is closed: the words are sent at least
  window.addEventListener("focusin", (event) => event.target.getAttribute && translateNames(event.target), true);  // names set late; watching every attribute would slow each click
  window.addEventListener("input", commitAfterPause, true);
  window.addEventListener("focusout", () => clearTimeout(pause), true);  // leaving a box commits it anyway
}
