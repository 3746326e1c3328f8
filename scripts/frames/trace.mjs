// What the page's own thread did in frames that came late, out of the browser's trace.

import { ZERO_MARK } from './drag.mjs';

/**
 * @typedef {import('./drag.mjs').Frames} Frames
 * @typedef {'scripting' | 'style and layout' | 'painting' | 'garbage' | 'other'} Kind
 * @typedef {object} LateFrame
 * @property {number} atMs since the hand pressed
 * @property {number} lengthMs from the frame before
 * @property {Record<Kind, number>} kinds ms of the thread's tasks of each kind, on the wall
 * @property {number} idleMs in which it had no task: it waited for the frame, which the compositor or the cores kept back
 * @property {number} offCoreMs within its tasks, in which it was not given a core
 * @typedef {{ name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, args?: any }} TraceEvent
 * @typedef {{ from: number, to: number, kind: Kind, onCore: number | null }} Span µs
 */

/** Longer than two frames of 60 Hz and a bit. */
export const LATE_MS = 34;

const CATEGORIES = ['devtools.timeline', 'toplevel', 'v8', 'blink.user_timing'];

/** @type {readonly [RegExp, Kind][]} */
const KINDS = [
  [/GC/, 'garbage'],
  [/^(UpdateLayoutTree|Layout|Document::updateStyle|HitTest)$/, 'style and layout'],
  [/^(Paint|PrePaint|Layerize|Commit|CompositeLayers|UpdateLayer|PaintImage|Decode Image)$/, 'painting'],
  [
    /^(FunctionCall|EvaluateScript|EventDispatch|TimerFire|FireAnimationFrame|RunMicrotasks|HandlePostMessage|v8\..*|V8\..*)$/,
    'scripting',
  ],
];

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').Page} page
 */
export async function startTrace(browser, page) {
  await browser.startTracing(page, { categories: CATEGORIES });
  return { stop: async () => (await browser.stopTracing()).toString() };
}

/**
 * @param {string} trace
 * @param {Frames} frames
 * @returns {LateFrame[]}
 */
export function lateFrames(trace, { times }) {
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(trace);
  const zero = traceEvents.find(({ name, ts }) => name === ZERO_MARK && ts > 0);
  if (!zero) throw new Error('the trace lacks the mark of the page');
  /** From the page's clock, ms, to the trace's, µs. */
  const offset = zero.ts - 1000 * Number(zero.args?.data?.startTime);
  const spans = spansOf(traceEvents.filter(({ pid, tid }) => pid === zero.pid && tid === zero.tid));
  const [first = 0] = times;
  return times.slice(1).flatMap((time, i) => {
    const before = times[i] ?? time;
    if (time - before <= LATE_MS) return [];
    return [
      { atMs: before - first, lengthMs: time - before, ...within(spans, 1000 * before + offset, 1000 * time + offset) },
    ];
  });
}

/**
 * @param {readonly TraceEvent[]} events of one thread
 * @returns {Span[]} nested in each other, in the order of their beginnings
 */
function spansOf(events) {
  const complete = events.filter(({ ph, dur }) => ph === 'X' && dur !== undefined && dur > 0);
  complete.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  /** @type {Span[]} */
  const spans = [];
  /** @type {Span[]} */
  const around = [];
  for (const { name, ts, dur = 0, tdur } of complete) {
    while (around.length > 0 && (around.at(-1)?.to ?? 0) <= ts) around.pop();
    const parent = around.at(-1);
    const own = KINDS.find(([pattern]) => pattern.test(name))?.[1];
    /** @type {Span} */
    const span = {
      from: ts,
      to: ts + dur,
      kind: own ?? parent?.kind ?? 'other',
      onCore: parent ? null : (tdur ?? null),
    };
    spans.push(span);
    around.push(span);
  }
  return spans;
}

/**
 * @param {readonly Span[]} spans
 * @param {number} from
 * @param {number} to µs of the trace
 */
function within(spans, from, to) {
  /** @type {Record<Kind, number>} */
  const kinds = { scripting: 0, 'style and layout': 0, painting: 0, garbage: 0, other: 0 };
  let busy = 0;
  let offCore = 0;
  /** What is left of a span is what lies in no span within it. */
  /** @type {Span[]} */
  const around = [];
  for (const span of spans) {
    if (span.to <= from || span.from >= to) continue;
    const length = Math.min(span.to, to) - Math.max(span.from, from);
    while (around.length > 0 && (around.at(-1)?.to ?? 0) <= span.from) around.pop();
    const parent = around.at(-1);
    kinds[span.kind] += length;
    if (parent) kinds[parent.kind] -= length;
    else {
      busy += length;
      if (span.onCore !== null)
        offCore += (length * Math.max(0, span.to - span.from - span.onCore)) / (span.to - span.from);
    }
    around.push(span);
  }
  for (const kind of /** @type {Kind[]} */ (Object.keys(kinds))) kinds[kind] /= 1000;
  return { kinds, idleMs: (to - from - busy) / 1000, offCoreMs: offCore / 1000 };
}
