/** What is asked for and takes its time: a new wish abandons the one before it, however far that has come. */
export class NewestWish {
  #abort = new AbortController();

  /** Begins a wish. Its signal is given when a newer one begins; whoever works on it ends there and tells nothing. */
  begin(): AbortSignal {
    this.#abort.abort(new DOMException('Something newer was asked for.', 'AbortError'));
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  /** Gives up the wish under way, where there is one. */
  abandon(): void {
    this.begin();
  }
}
