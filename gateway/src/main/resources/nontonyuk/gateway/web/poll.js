// Repeats work while a view is shown.

/** Starts the work again this long after its end, while the page is visible. The returned function ends it. */
export function repeat(milliseconds, work) {
  let ended = false;
  let timer;
  const later = () => timer = setTimeout(run, milliseconds);
  async function run() {
    if (!document.hidden) await work();
    if (!ended) later();
  }
  later();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
