import { BackendLostError } from '../../compute/device.ts';
import { InputError } from '../../errors.ts';
import type { Backends } from '../engine/backends.ts';
import { NoSurfaceError } from '../panes/image-surface.ts';
import type { Notices, Offer, Withdraw } from '../shell/notices.ts';
import type { BackendSwitch } from './backend-switch.ts';
import type { LiveRun, LiveRunner } from './live-runner.ts';

/** How long after its loss a GPU is asked for again, and how long after that it is not. */
const GPU_RETURNS_MS = 8000;
const GPU_ASKED_AGAIN_MS = 120_000;

/** What it asks of the page. */
export interface BackendChangesCallbacks {
  /** Whether views are played: that is not interrupted but by a hand. */
  isPlaying(): boolean;
  stopPlaying(): Promise<void>;
  /** Shows by the CPU what the device has on screen, which is gone. */
  keepOnScreen(): void;
  /** Runs the present experiment again, where there is one. */
  rerun(): Promise<void>;
}

/** What puts another backend to work: a hand, a lost GPU and its return, a scan that the GPU cannot hold or show. */
export class BackendChanges {
  readonly #backends: Backends;
  readonly #runner: LiveRunner;
  readonly #switch: BackendSwitch;
  readonly #notices: Notices;
  readonly #callbacks: BackendChangesCallbacks;
  readonly #offer: Offer = { text: 'Use the GPU again', act: () => void this.#useGpuAgain('hand') };
  /** Takes away what was said of a lost GPU. */
  #withdrawLoss: Withdraw = () => undefined;
  /** When a lost GPU was last asked for without a hand. */
  #askedForGpuMs = Number.NEGATIVE_INFINITY;

  constructor(
    backends: Backends,
    runner: LiveRunner,
    backendSwitch: BackendSwitch,
    notices: Notices,
    callbacks: BackendChangesCallbacks,
  ) {
    this.#backends = backends;
    this.#runner = runner;
    this.#switch = backendSwitch;
    this.#notices = notices;
    this.#callbacks = callbacks;
    backends.onGpuLost = (sentence) => this.#lost(sentence);
  }

  /** A hand asks for the other backend. */
  async toOther(): Promise<void> {
    const { whyNoGpu, hadGpu } = this.#backends;
    if (whyNoGpu !== null) {
      if (hadGpu) await this.#useGpuAgain('hand');
      else this.#notices.calm(whyNoGpu);
      return;
    }
    await this.#callbacks.stopPlaying();
    this.#notices.outdateErrors();
    this.#switch.useOther();
    await this.#callbacks.rerun();
  }

  /** @returns whether a run has failed for what another backend does not lack, and that one sees to it */
  seesTo(run: LiveRun, error: unknown): boolean {
    if (run.engine === this.#backends.cpu) return false;
    if (error instanceof NoSurfaceError) {
      this.#backends.giveUpGpu(error.message);
      this.#goOnWithCpu();
      this.#notices.standing(error.message);
    } else if (error instanceof InputError) {
      this.#notices.calm(`${error.message}; this scan runs on the CPU.`);
      this.#switch.useCpu();
      this.#runner.request({ ...run.request, moving: false });
    } else return error instanceof BackendLostError;
    return true;
  }

  #lost(sentence: string): void {
    if (this.#runner.engine === this.#backends.cpu) {
      // Nobody used it; the badge says that it is gone.
      this.#switch.useCpu();
      return;
    }
    this.#goOnWithCpu();
    this.#withdrawLoss = this.#notices.calm(sentence, this.#offer);
    // By itself once in a while: a driver that has crashed is back soon, one that crashes again is left alone.
    const now = performance.now();
    if (now - this.#askedForGpuMs < GPU_ASKED_AGAIN_MS) return;
    this.#askedForGpuMs = now;
    setTimeout(() => void this.#useGpuAgain('page'), GPU_RETURNS_MS);
  }

  #goOnWithCpu(): void {
    this.#switch.useCpu();
    this.#callbacks.keepOnScreen();
    void this.#callbacks.rerun();
  }

  /** Asks for the GPU that was lost. By itself it does not interrupt what is being played. */
  async #useGpuAgain(wisher: 'hand' | 'page'): Promise<void> {
    if (this.#backends.gpu || (wisher === 'page' && this.#callbacks.isPlaying())) return;
    await this.#backends.findGpu();
    const { whyNoGpu } = this.#backends;
    if (whyNoGpu !== null) {
      if (wisher === 'hand') this.#withdrawLoss = this.#notices.calm(whyNoGpu, this.#offer);
      return;
    }
    this.#withdrawLoss();
    await this.#callbacks.stopPlaying();
    if (!(wisher === 'hand' ? this.#switch.useGpu() : this.#switch.useBest())) return;
    this.#notices.done('The GPU is available again and in use.');
    await this.#callbacks.rerun();
  }
}
