import './benchmark.css';
import { allRight, runBenchmark } from '../../experiment/benchmark/benchmark.ts';
import { ceilingNotes } from '../../experiment/benchmark/ceiling-notes.ts';
import { cpuContender, gpuContender, referenceContender } from '../../experiment/benchmark/contender.ts';
import { BENCHMARK_KERNELS } from '../../experiment/benchmark/kernels.ts';
import type { BenchmarkRow } from '../../experiment/benchmark/row.ts';
import { benchmarkTableHead, benchmarkTableLine } from '../../experiment/benchmark/table-text.ts';
import { button, make } from '../elements/element.ts';
import { type Backends, badgeText } from '../engine/backends.ts';
import { canShareMemory } from '../engine/shared-memory.ts';
import { sentenceFor } from '../shell/notices.ts';
import { BenchmarkTables } from './benchmark-table.ts';
import { openDialog } from './dialog.ts';
import { kernelControl } from './kernel-control.ts';

/** The smallest only shows that everything works. */
const SIZES = [64, 256, 512, 1024];
const USUAL_SIZES = [256, 512, 1024];

/** A page is told neither what processor it runs on nor its clock. */
const UNKNOWN_PROCESSOR = { processor: null, clockMHz: null };

/**
 * Measures this machine's backends and shows them side by side.
 *
 * @param stopRuns resolves when nothing else runs; from then on nothing may until `onClosed` is called, which is when the
 *   last measurement has ended
 */
export function showBenchmark(backends: Backends, stopRuns: () => Promise<void>, onClosed: () => void): void {
  new BenchmarkDialog(backends, stopRuns, onClosed);
}

class BenchmarkDialog {
  readonly #backends: Backends;
  readonly #stopRuns: () => Promise<void>;
  readonly #body: HTMLElement;
  readonly #sizes = SIZES.map((pixels) => {
    const box = make('input', { type: 'checkbox' });
    box.checked = USUAL_SIZES.includes(pixels);
    return { pixels, box };
  });
  readonly #start = button('Run', () => this.#toggle(), { class: 'primary' });
  readonly #copy = button('Copy as text', () => void this.#copyText());
  readonly #bar = make('progress', { max: '1', value: '0', 'aria-label': 'Progress of the benchmark' });
  readonly #status = make('p', { class: 'benchmark-status', role: 'status' });
  readonly #place = make('div');
  readonly #notes = make('div', { class: 'dialog-note' });
  readonly #kernelSelect: HTMLSelectElement | null = null;
  #rows: BenchmarkRow[] = [];
  #noteTexts: string[] = [];
  #abort: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(backends: Backends, stopRuns: () => Promise<void>, onClosed: () => void) {
    this.#backends = backends;
    this.#stopRuns = stopRuns;
    const { dialog, body } = openDialog('Benchmark', 'benchmark');
    this.#body = body;
    this.#copy.disabled = true;
    this.#bar.hidden = true;
    body.append(
      make(
        'p',
        { class: 'benchmark-about' },
        `${this.#machineText()} Every result is first checked against plain TypeScript; wrong results get no time.`,
      ),
      make(
        'div',
        { class: 'benchmark-controls' },
        // A fieldset's legend stands above what follows it in WebKit.
        make(
          'div',
          { class: 'benchmark-sizes', role: 'group', 'aria-labelledby': 'benchmark-sizes-name' },
          make('span', { class: 'benchmark-sizes-name', id: 'benchmark-sizes-name' }, 'Pixels'),
          ...this.#sizes.map(({ pixels, box }) => make('label', {}, box, `${pixels}²`)),
        ),
        this.#start,
        this.#copy,
      ),
    );
    const choice = backends.kernelChoice;
    if (choice) {
      const { element, select } = kernelControl(choice);
      this.#kernelSelect = select;
      body.append(element);
    }
    body.append(make('div', { class: 'benchmark-progress' }, this.#bar, this.#status), this.#place, this.#notes);
    dialog.addEventListener('close', () => {
      this.#abort?.abort();
      void this.#running.then(onClosed);
    });
  }

  #toggle(): void {
    if (this.#abort) {
      this.#abort.abort();
      return;
    }
    const sizes = this.#sizes.filter(({ box }) => box.checked).map(({ pixels }) => pixels);
    if (sizes.length === 0) this.#status.textContent = 'Choose at least one size.';
    else this.#running = this.#run(sizes);
  }

  /** Never rejects: whatever stops it is told in the dialog. */
  async #run(sizes: readonly number[]): Promise<void> {
    const abort = new AbortController();
    this.#setRunning(abort);
    this.#rows = [];
    this.#noteTexts = [];
    const tables = new BenchmarkTables(sizes);
    this.#place.replaceChildren(tables.element);
    this.#notes.replaceChildren();
    try {
      await this.#stopRuns();
      const { host } = this.#backends;
      const options = { sizes, kernels: BENCHMARK_KERNELS, machine: UNKNOWN_PROCESSOR, signal: abort.signal };
      for await (const step of runBenchmark(this.#contenders(), host, options)) {
        if (step.kind === 'progress') {
          this.#bar.value = step.done;
          this.#status.textContent = step.text;
        } else if (step.kind === 'row') {
          this.#rows.push(step.row);
          tables.add(step.row);
        } else this.#note(step.text);
      }
      this.#status.textContent = allRight(this.#rows)
        ? `Done: ${this.#rows.length} measurements, all results correct.`
        : 'Done. Some results are WRONG and get no time.';
      for (const text of ceilingNotes(this.#rows)) this.#note(text);
    } catch (error) {
      this.#status.textContent = abort.signal.aborted
        ? 'Cancelled.'
        : `The benchmark could not be finished: ${sentenceFor(error)}`;
    }
    this.#backends.kernelChoice?.apply();
    this.#setRunning(null);
  }

  #setRunning(abort: AbortController | null): void {
    this.#abort = abort;
    this.#start.textContent = abort ? 'Cancel' : 'Run';
    this.#start.classList.toggle('primary', !abort);
    this.#bar.hidden = !abort;
    this.#copy.disabled = abort !== null || this.#rows.length === 0;
    for (const { box } of this.#sizes) box.disabled = abort !== null;
    if (this.#kernelSelect) this.#kernelSelect.disabled = abort !== null;
  }

  #contenders() {
    const { host, kernelChoice } = this.#backends;
    const sharesMemory = canShareMemory();
    return [
      ...(kernelChoice ? [gpuContender(kernelChoice.operators)] : []),
      ...(host.lanes > 1 ? [cpuContender(host, { threads: host.lanes, sharesMemory })] : []),
      cpuContender(host, { threads: 1, sharesMemory }),
      referenceContender(host, sharesMemory),
    ];
  }

  #note(text: string): void {
    this.#noteTexts.push(text);
    this.#notes.append(make('p', {}, text));
  }

  /** What is measured, and whether it is what it seems. */
  #machineText(): string {
    const { gpu, cpu, whyNoGpu } = this.#backends;
    const processor = `${cpu.operators.description.name}.`;
    if (!gpu) return `${processor} ${whyNoGpu ?? ''}`;
    const { description } = gpu.operators;
    const software = description.isSoftware
      ? ' This GPU is emulated in software: it is compared with the CPU, and its times say nothing about GPUs.'
      : '';
    const clock = description.clock ? ` Its times: ${description.clock.words}.` : '';
    return `${processor} ${badgeText(description)}.${clock}${software}`;
  }

  #text(): string {
    return [
      `CT sandbox benchmark, ${new Date().toISOString()}`,
      this.#machineText(),
      navigator.userAgent,
      '',
      benchmarkTableHead,
      ...this.#rows.map(benchmarkTableLine),
      ...(this.#noteTexts.length > 0 ? ['', ...this.#noteTexts] : []),
      '',
    ].join('\n');
  }

  async #copyText(): Promise<void> {
    const text = this.#text();
    try {
      await navigator.clipboard.writeText(text);
      this.#status.textContent = 'Table copied as text.';
    } catch {
      this.#status.textContent = 'This browser does not let the page copy; here is the text.';
      this.#offer(text);
    }
  }

  /** The text, selected, for copying by hand. */
  #offer(text: string): void {
    this.#body.querySelector('.benchmark-text')?.remove();
    const area = make('textarea', {
      class: 'benchmark-text',
      readonly: '',
      rows: '8',
      'aria-label': 'The table as text',
    });
    area.value = text;
    this.#notes.before(area);
    area.focus();
    area.select();
  }
}
