// A worker that is ended from outside, or for want of memory, says nothing. Browsers give back its locks, though: the
// worker holds one of its own for as long as it lives, and the page waits for the same one.

interface HeldLife {
  /** The name of the lock that the worker holds. */
  readonly heldLife: string;
}

/** In the worker: holds a lock for good, and tells its name. Browsers have locks over https, or from this machine. */
export function holdLife(): void {
  const name = `CT sandbox lane ${Math.random()}`;
  // Rejects where the page may keep nothing; then a lane's end is noticed by its errors, and by Cancel.
  void navigator.locks
    ?.request(name, () => {
      self.postMessage({ heldLife: name } satisfies HeldLife);
      return new Promise(() => {});
    })
    .catch(() => undefined);
}

/** In the page: calls `onEnd` when the worker is no more, whoever has ended it. */
export function watchLife(worker: Worker, onEnd: () => void): void {
  worker.addEventListener('message', ({ data }) => {
    if (typeof data !== 'object' || data === null || !('heldLife' in data)) return;
    void navigator.locks.request((data as HeldLife).heldLife, () => onEnd()).catch(() => undefined);
  });
}
