// Tells the draft which finding is being looked at and what has been decided.
export default function ({ data }) {
  window.__thamDinhState = data;
  window.dispatchEvent(new CustomEvent("tham-dinh-tro"));
}
