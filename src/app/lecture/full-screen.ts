/** Opening a window ends full screen, which is told after a moment. */
const OPENING_MS = 2000;

/**
 * Full screen, where the browser grants it. Where something else than a wish to leave has ended it, it comes back with the
 * next key, since browsers ask for one.
 */
export class FullScreen {
  readonly #root = document.documentElement;
  #openedAt = -Infinity;
  #isMissed = false;
  #isLeaving = false;

  /** @param onLeft the browser's own key has ended it, Escape, of which the page is told nothing else */
  constructor(onLeft: () => void) {
    document.addEventListener('fullscreenchange', () => {
      if (this.isOn) return;
      const isUnasked = !this.#isLeaving && performance.now() - this.#openedAt > OPENING_MS;
      this.#isLeaving = false;
      if (isUnasked) onLeft();
    });
  }

  get isOn(): boolean {
    return document.fullscreenElement !== null;
  }

  ask(): void {
    this.#isMissed = false;
    this.#root.requestFullscreen?.().catch(() => undefined);
  }

  leave(): void {
    this.#isMissed = false;
    if (!this.isOn) return;
    this.#isLeaving = true;
    document.exitFullscreen().catch(() => {
      this.#isLeaving = false;
    });
  }

  toggle(): void {
    if (this.isOn) this.leave();
    else this.ask();
  }

  /** Another window is about to be opened. */
  windowOpens(): void {
    this.#openedAt = performance.now();
    this.#isMissed = this.isOn;
  }

  /** No window came of it. */
  windowBlocked(): void {
    this.#openedAt = -Infinity;
    this.#isMissed = false;
  }

  /** It was not to end. */
  miss(): void {
    this.#isMissed = true;
  }

  /** A key is pressed, at which it may come back. */
  keyPressed(): void {
    if (this.#isMissed && !this.isOn && performance.now() - this.#openedAt > OPENING_MS) this.ask();
  }
}
