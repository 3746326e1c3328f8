import type { Backends } from '../engine/backends.ts';
import type { PageRuns } from '../runs/page-runs.ts';
import type { Notices } from './notices.ts';

const SLOW_CPU =
  'WebAssembly is not available either, so the CPU runs plain JavaScript: the same images, several times slower.';
/** How long the page waits for a GPU before it begins on the CPU. */
const GPU_PATIENCE_MS = 1500;

/** Who computes when the page is opened: the GPU where it is found soon; where it is found later, it takes over. */
export class FirstBackend {
  readonly #backends: Backends;
  readonly #runs: PageRuns;
  readonly #notices: Notices;
  readonly #searching: Promise<void>;

  /** Begins to look for a GPU. */
  constructor(backends: Backends, runs: PageRuns, notices: Notices) {
    this.#backends = backends;
    this.#runs = runs;
    this.#notices = notices;
    this.#searching = backends.findGpu();
  }

  /** Resolves when there is somebody who computes. */
  async chosen(): Promise<void> {
    await Promise.race([this.#searching, new Promise((resolve) => setTimeout(resolve, GPU_PATIENCE_MS))]);
    this.#runs.useBest();
  }

  /** Goes on to the GPU where it has been found meanwhile, and says why whoever computes is none or slow. */
  async settle(): Promise<void> {
    await this.#searching;
    const { host, whyNoGpu } = this.#backends;
    if (whyNoGpu) this.#notices.standing(whyNoGpu);
    if (this.#runs.useBest()) await this.#runs.rerun();
    // Asked where the threads run, for they may be forbidden what the page is not.
    const isFast = await host.run('hasFastKernels').catch(() => true);
    if (!isFast && !this.#backends.gpu) this.#notices.standing([whyNoGpu, SLOW_CPU].join(' '));
  }
}
