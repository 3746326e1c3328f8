import { byId } from '../elements/element.ts';
import { type Backends, runText } from '../engine/backends.ts';
import type { Engine } from '../engine/engine.ts';
import { keep, readKept } from '../engine/kept-choice.ts';
import { raceName } from '../engine/race-name.ts';
import { BackendBadge } from './backend-badge.ts';
import type { LiveRunner } from './live-runner.ts';

/** Where it is kept that a GPU in software is to be used in spite of its speed. */
const SOFTWARE_CHOSEN_KEY = 'ct-sandbox software GPU chosen';

/** Which backend runs. */
export class BackendSwitch {
  readonly #backends: Backends;
  readonly #runner: LiveRunner;
  readonly #badge = new BackendBadge();
  readonly #comparison = byId('compare-name', HTMLElement);
  #softwareIsChosen = readKept(SOFTWARE_CHOSEN_KEY) !== null;

  constructor(backends: Backends, runner: LiveRunner) {
    this.#backends = backends;
    this.#runner = runner;
  }

  /** Later runs go to this engine; one under way on another is cancelled. */
  use(engine: Engine): void {
    if (engine !== this.#runner.engine) this.#runner.setEngine(engine);
    const { description } = engine.operators;
    this.#badge.show(description, `${runText(description)}${this.#whatElse(description.backend)}`);
    // Without a GPU it compares what the CPU has.
    this.#comparison.textContent = `${raceName(this.#backends.gpu !== null)}…`;
  }

  /**
   * The GPU where there is one. One that is emulated in software is many times slower than the CPU that emulates it, and
   * taken only where it was chosen by hand.
   *
   * @returns whether that is another engine than before
   */
  useBest(): boolean {
    const { cpu, gpu } = this.#backends;
    return this.#change(gpu && (!isSoftware(gpu) || this.#softwareIsChosen) ? gpu : cpu);
  }

  useOther(): void {
    if (this.#backends.gpu === this.#runner.engine) {
      this.#choose(false);
      this.useCpu();
    } else this.useGpu();
  }

  /** By hand. @returns whether that is another engine than before */
  useGpu(): boolean {
    this.#choose(true);
    return this.useBest();
  }

  useCpu(): void {
    this.use(this.#backends.cpu);
  }

  setBusy(busy: boolean): void {
    this.#badge.setBusy(busy);
  }

  #change(engine: Engine): boolean {
    const isNew = this.#runner.engine !== engine;
    this.use(engine);
    return isNew;
  }

  /** Remembered for the next visit where the page would not choose the GPU by itself. */
  #choose(gpu: boolean): void {
    if (!this.#backends.gpu || !isSoftware(this.#backends.gpu)) return;
    this.#softwareIsChosen = gpu;
    keep(SOFTWARE_CHOSEN_KEY, gpu ? 'yes' : null);
  }

  /** What a press of the badge does, or why there is nothing that it could do. */
  #whatElse(backend: 'cpu' | 'gpu'): string {
    const { gpu, whyNoGpu } = this.#backends;
    if (whyNoGpu) return `. ${whyNoGpu}`;
    if (backend === 'gpu') return ': press to switch to the CPU (B)';
    return gpu && isSoftware(gpu)
      ? '. The GPU here is emulated in software and many times slower: press to try it (B)'
      : ': press to switch to the GPU (B)';
  }
}

function isSoftware({ operators }: Engine): boolean {
  return operators.description.isSoftware;
}
