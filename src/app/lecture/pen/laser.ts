import { make } from '../../elements/element.ts';

/** So long its trail is seen. */
const TRAIL_MS = 260;
/** Of the dot, as a part of the screen's height. */
const RADIUS_PART = 0.009;
const RED = '#ff2b20';

interface TracePoint {
  readonly x: number;
  readonly y: number;
  readonly time: number;
}

/** A red dot over everything, where the pointer is, with a short trail; without one where less motion is asked for. */
export class Laser {
  readonly #canvas = make('canvas', { class: 'lecture-laser', 'aria-hidden': 'true' });
  readonly #listening = new AbortController();
  readonly #hasTrail = !matchMedia('(prefers-reduced-motion: reduce)').matches;
  #trace: TracePoint[] = [];
  #frame = 0;

  constructor() {
    document.body.append(this.#canvas);
    document.documentElement.classList.add('lecture-pointing');
    const { signal } = this.#listening;
    const options = { signal, capture: true };
    document.addEventListener('pointermove', (event) => this.#moved(event), options);
    document.addEventListener('pointerdown', (event) => this.#moved(event), options);
    document.documentElement.addEventListener('pointerleave', () => this.#gone(), { signal });
    window.addEventListener('resize', () => this.#paintSoon(), { signal });
  }

  dispose(): void {
    this.#listening.abort();
    cancelAnimationFrame(this.#frame);
    this.#canvas.remove();
    document.documentElement.classList.remove('lecture-pointing');
  }

  #moved(event: PointerEvent): void {
    this.#trace.push({ x: event.clientX, y: event.clientY, time: performance.now() });
    this.#paintSoon();
  }

  #gone(): void {
    this.#trace = [];
    this.#paintSoon();
  }

  #paintSoon(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const { innerWidth: width, innerHeight: height, devicePixelRatio: ratio } = window;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    context.scale(ratio, ratio);
    const now = performance.now();
    const last = this.#trace.at(-1);
    if (!last) return;
    const radius = height * RADIUS_PART;
    this.#trace = this.#trace.filter((point) => point === last || (this.#hasTrail && now - point.time < TRAIL_MS));
    context.strokeStyle = context.fillStyle = context.shadowColor = RED;
    context.lineCap = 'round';
    this.#trace.slice(1).forEach((point, i) => {
      const before = this.#trace[i]!;
      const part = 1 - (now - point.time) / TRAIL_MS;
      context.globalAlpha = 0.5 * Math.max(part, 0);
      context.lineWidth = 2 * radius * Math.max(part, 0.1);
      context.beginPath();
      context.moveTo(before.x, before.y);
      context.lineTo(point.x, point.y);
      context.stroke();
    });
    context.globalAlpha = 1;
    context.shadowBlur = 2 * radius;
    context.beginPath();
    context.arc(last.x, last.y, radius, 0, 2 * Math.PI);
    context.fill();
    if (this.#trace.length > 1) this.#paintSoon();
  }
}
