/** One piece of work after the other, in the order in which they were asked for. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  take(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    // One that fails does not stop the next; whoever asked for it hears of it.
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
