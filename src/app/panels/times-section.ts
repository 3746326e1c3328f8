import './numbers-table.css';
import type { StageTime } from '../../experiment/stage-clock.ts';
import { significant } from '../../number-text.ts';
import { make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import { fillList } from './numbers-list.ts';

const STAGE_NAMES = { scan: 'Scan', filter: 'Filter', 'back-project': 'Back-project' } as const;

const NO_SPEED = ['Speed', '—'] as const;
const ITERATIONS = 'Iterations';

function iterationsRow({ made, eachMs }: NonNullable<ShownTimes['iterations']>): readonly [string, string] {
  return [ITERATIONS, eachMs === null ? String(made) : `${made} of ${significant(eachMs)} ms`];
}

/** What a run took. */
export interface ShownTimes {
  /** `null` while something moves: then only the whole is timed. */
  readonly times: readonly StageTime[] | null;
  readonly totalMs: number;
  readonly gigaUpdatesPerSecond: number | null;
  /** Of a method that iterates: how many iterations were made, and how long each took where nothing of it was there before. */
  readonly iterations: { readonly made: number; readonly eachMs: number | null } | null;
  readonly isPreview: boolean;
  /** What ran, in words. */
  readonly ran: string;
}

/** How long each stage took, and on what. Its rows stay where they are, whatever is in them. */
export class TimesSection {
  readonly root: HTMLElement;
  readonly #kind = make('span');
  readonly #list = make('dl', { class: 'numbers-list' });
  readonly #note = make('p', { class: 'numbers-note numbers-note-still' });

  constructor() {
    this.root = make(
      'section',
      { 'aria-labelledby': 'times-title' },
      make('button', { type: 'button', id: 'log-button', class: 'times-log', title: 'All runs so far (J)' }, 'Log'),
      make('h2', { id: 'times-title' }, 'Time', this.#kind),
      this.#list,
      this.#note,
    );
    this.#fill(null, '—', NO_SPEED);
  }

  show({ times, totalMs, gigaUpdatesPerSecond, iterations, isPreview, ran }: ShownTimes): void {
    setText(this.#kind, isPreview ? ' of the preview' : '');
    const speed = gigaUpdatesPerSecond === null ? '—' : `${significant(gigaUpdatesPerSecond)} GUPS`;
    this.#fill(times, `${significant(totalMs)} ms`, iterations ? iterationsRow(iterations) : ['Speed', speed]);
    setText(this.#note, `on ${ran}`);
  }

  /** For a slice that nobody has timed. */
  showNone(why: string): void {
    setText(this.#kind, '');
    this.#fill(null, '—', NO_SPEED);
    setText(this.#note, why);
  }

  #fill(times: readonly StageTime[] | null, total: string, speed: readonly [string, string]): void {
    const stage = (wanted: StageTime['stage']): [string, string] => {
      const time = times?.find((candidate) => candidate.stage === wanted);
      const name = speed[0] === ITERATIONS && wanted === 'back-project' ? 'Iterate' : STAGE_NAMES[wanted];
      return [name, time ? (time.kept ? 'reused' : `${significant(time.timeMs)} ms`) : '—'];
    };
    fillList(this.#list, [stage('scan'), stage('filter'), stage('back-project'), ['Total', total], speed]);
  }
}
