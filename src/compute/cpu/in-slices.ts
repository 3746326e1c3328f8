/** So many values are handled in a few milliseconds. */
const VALUES_AT_ONCE = 2 ** 20;

/**
 * Works an array off in slices, between which the thread's events get their turn: a page stays awake however large it is.
 *
 * @param work does the values from `from` up to but not including `to`
 * @param unit so many values stay together
 */
export async function inSlices(
  length: number,
  work: (from: number, to: number) => void,
  unit: number = 1,
): Promise<void> {
  const valuesAtOnce = unit * Math.max(1, Math.floor(VALUES_AT_ONCE / unit));
  for (let from = 0; from < length; from += valuesAtOnce) {
    if (from > 0) await turnOfEvents();
    work(from, Math.min(length, from + valuesAtOnce));
  }
}

/** Resolves when events that wait have had their turn. A timer would do, but pages in the background have few of them. */
export function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
