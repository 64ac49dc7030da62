// Brings the marked place into the middle of what scrolls, without moving the page.

export function scrollToMark(frame: HTMLElement | null): void {
  const mark = frame?.querySelector<HTMLElement>(".marked");
  if (!frame || !mark) return;
  const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
  frame.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
  frame.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

/** 28 is "AB". */
export function columnName(column: number): string {
  let letters = "";
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}
