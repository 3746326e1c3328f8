// A drag by real moves of the mouse, and what the page saw of time meanwhile.

/**
 * @typedef {{ x: number, y: number }} Point CSS pixels of the page
 * @typedef {{ from: Point, to: Point }} Handle where the hand presses, and as far as it goes
 * @typedef {object} Frames
 * @property {readonly number[]} times of animation frames, ms of the page's clock, in the order in which they came
 * @property {readonly number[]} longTasksMs how long those of the page's tasks took that took over 50 ms
 * @property {number} pictures how many times a slice was painted
 * @property {Readonly<Record<string, number>>} notes what was said over the slice, and in how many frames
 * @property {number} durationMs from pressing to releasing
 * @typedef {object} Watch what is told in the page
 * @property {number[]} times
 * @property {number[]} longTasksMs
 * @property {number} pictures
 * @property {Record<string, number>} notes
 */

/** A mouse tells of its moves so often; the browser takes the newest for each frame. */
const MOVE_MS = 8;
/** There and back. */
const PERIOD_MS = 2500;

/** What starts the page's clock in a trace. */
export const ZERO_MARK = 'frames are watched';

/**
 * @param {import('playwright-core').Page} page
 * @param {Handle} handle
 * @param {number} durationMs
 * @returns {Promise<Frames>}
 */
export async function drag(page, { from, to }, durationMs) {
  await page.mouse.move(from.x, from.y);
  await page.evaluate(watch, ZERO_MARK);
  const session = await page.context().newCDPSession(page);
  // Without waiting for an answer to each: a hand does not wait for the page.
  /** @param {Point} at */
  const move = ({ x, y }) =>
    session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y, button: 'left', buttons: 1 });
  await page.mouse.down();
  const moves = [];
  const start = performance.now();
  for (let passed = 0; passed < durationMs; passed = performance.now() - start) {
    const turn = (passed % PERIOD_MS) / PERIOD_MS;
    const way = turn < 0.5 ? 2 * turn : 2 - 2 * turn;
    moves.push(move({ x: from.x + way * (to.x - from.x), y: from.y + way * (to.y - from.y) }));
    await new Promise((resolve) => setTimeout(resolve, MOVE_MS));
  }
  const seen = await page.evaluate(() => {
    const { watch } = /** @type {{ watch?: Watch }} */ (globalThis);
    delete (/** @type {{ watch?: Watch }} */ (globalThis).watch);
    return watch;
  });
  await Promise.all(moves);
  await page.mouse.up();
  await session.detach();
  if (!seen) throw new Error('the page has forgotten what it was to watch');
  return { ...seen, durationMs: performance.now() - start };
}

/**
 * Runs in the page.
 *
 * @param {string} zeroMark
 */
function watch(zeroMark) {
  const scope = /** @type {{ watch?: Watch }} */ (globalThis);
  /** @type {Watch} */
  const seen = { times: [], longTasksMs: [], pictures: 0, notes: {} };
  scope.watch = seen;
  performance.mark(zeroMark);
  const slice = document.getElementById('slice');
  const note = slice?.querySelector('.pane-note');
  const { putImageData } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.putImageData = function (/** @type {any[]} */ ...given) {
    if (slice?.contains(this.canvas)) seen.pictures++;
    Reflect.apply(putImageData, this, given);
  };
  const observer = new PerformanceObserver((list) => {
    seen.longTasksMs.push(...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ entryTypes: ['longtask'] });
  /** @param {number} time */
  const frame = (time) => {
    if (scope.watch !== seen) {
      observer.disconnect();
      return;
    }
    seen.times.push(time);
    const text = note instanceof HTMLElement && !note.hidden ? (note.textContent ?? '') : 'whole';
    seen.notes[text] = (seen.notes[text] ?? 0) + 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
