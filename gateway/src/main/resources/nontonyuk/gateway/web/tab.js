// Tells whether this tab is a copy: a browser that duplicates a tab copies what the tab has stored.

const NAME = "tab";
const PATIENCE = 500; // milliseconds: after a reload, the page before may still hold its lock

/** Each tab holds a lock with a name of its own. A copy finds its name taken, and takes a new one. */
export async function isCopy() {
  if (!navigator.locks) return false; // a page from another machine without HTTPS has no locks
  sessionStorage[NAME] ??= crypto.randomUUID();
  if (await hold(sessionStorage[NAME])) return false;
  sessionStorage[NAME] = crypto.randomUUID();
  return hold(sessionStorage[NAME]);
}

/** Holds the lock until this page ends. Gives false if another tab has it. */
function hold(name) {
  const signal = AbortSignal.timeout(PATIENCE);
  return new Promise(tell => navigator.locks
    .request(name, {signal}, () => new Promise(() => tell(true)))
    .catch(() => tell(false)));
}
