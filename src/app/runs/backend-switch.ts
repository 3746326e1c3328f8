import './backend-badge.css';
import { byId } from '../elements/element.ts';
import { type Backends, badgeText, runText } from '../engine/backends.ts';
import type { Engine } from '../engine/engine.ts';
import type { LiveRunner } from './live-runner.ts';

/** Which backend runs, and the badge that says so. */
export class BackendSwitch {
  readonly #backends: Backends;
  readonly #runner: LiveRunner;
  readonly #badge = byId('backend-badge', HTMLButtonElement);

  constructor(backends: Backends, runner: LiveRunner) {
    this.#backends = backends;
    this.#runner = runner;
  }

  /** Later runs go to this engine; one under way on another is cancelled. */
  use(engine: Engine): void {
    if (engine !== this.#runner.engine) this.#runner.setEngine(engine);
    const { description } = engine.operators;
    this.#badge.textContent = badgeText(description);
    this.#badge.dataset.backend = description.backend;
    const { whyNoGpu } = this.#backends;
    const other = description.backend === 'gpu' ? 'the CPU' : 'the GPU';
    this.#badge.title = whyNoGpu
      ? `${runText(description)}. ${whyNoGpu}`
      : `${runText(description)}: press to switch to ${other} (B)`;
  }

  /** @returns whether that is another engine than before */
  useBest(): boolean {
    const best = this.#backends.gpu ?? this.#backends.cpu;
    const isNew = this.#runner.engine !== best;
    this.use(best);
    return isNew;
  }

  useOther(): void {
    const { cpu, gpu } = this.#backends;
    this.use(gpu && this.#runner.engine !== gpu ? gpu : cpu);
  }

  useCpu(): void {
    this.use(this.#backends.cpu);
  }

  setBusy(busy: boolean): void {
    this.#badge.dataset.busy = String(busy);
  }
}
