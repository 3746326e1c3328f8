import type { DisplayUnit } from '../../experiment/experiment.ts';
import type { StageTime } from '../../experiment/stage-clock.ts';
import { scientificText, significant } from '../../number-text.ts';
import { make } from '../elements/element.ts';
import type { Race, RaceResult, RivalResult } from '../engine/race.ts';
import { errorInDisplayUnit, unitText } from '../views/display-units.ts';
import { speedUpOf } from './race-verdict.ts';

const STAGES: readonly (readonly [name: string, stage: StageTime['stage']])[] = [
  ['Scan', 'scan'],
  ['Filter', 'filter'],
  ['Back-projection', 'back-project'],
];

/** A row of the table: a name, and the text of each cell. */
export interface RaceRow {
  readonly name: string;
  readonly cells: readonly string[];
}

/** The rows: the reference, then of each other its time and how many times as fast it was, and how far they are apart. */
export function raceRows({ reference, rivals }: Race, unit: DisplayUnit): RaceRow[] {
  const row = (name: string, timeOf: (result: RaceResult) => number | null): RaceRow => {
    const text = (result: RaceResult) => {
      const timeMs = timeOf(result);
      return timeMs === null ? '—' : `${significant(timeMs)} ms`;
    };
    const speedUp = (rival: RivalResult) => {
      const times = speedUpOf(reference, rival, timeOf);
      return times === null ? '—' : `×${significant(times)}`;
    };
    return { name, cells: [text(reference), ...rivals.flatMap((rival) => [text(rival), speedUp(rival)])] };
  };
  const apart = (name: string, text: (rival: RivalResult) => string): RaceRow => ({
    name,
    cells: ['', ...rivals.flatMap((rival) => [text(rival), ''])],
  });
  const speed = ({ gigaUpdatesPerSecond: of }: RaceResult) => (of === null ? '—' : `${significant(of)} GUPS`);
  return [
    ...STAGES.map(([name, wanted]) =>
      row(name, ({ times }) => times.find(({ stage }) => stage === wanted)?.timeMs ?? null),
    ),
    row('Total', ({ totalMs }) => totalMs),
    { name: 'Speed', cells: [speed(reference), ...rivals.flatMap((rival) => [speed(rival), ''])] },
    apart('Largest difference', ({ difference, waterMuPerMm }) => {
      const largest = errorInDisplayUnit(difference.largest, unit, waterMuPerMm);
      return `${significant(largest)}${unitText(unit)}`;
    }),
    apart('Relative RMS', ({ difference }) => scientificText(difference.relativeRms, 1)),
    { name: 'Runs timed', cells: [String(reference.runs), ...rivals.flatMap(({ runs }) => [String(runs), ''])] },
  ];
}

export function raceTable(race: Race, unit: DisplayUnit): HTMLElement {
  const head = ({ racer, description }: RaceResult) =>
    make('th', { scope: 'col' }, racer.title, make('small', {}, description.backend === 'gpu' ? description.name : ''));
  const heads = [
    head(race.reference),
    ...race.rivals.flatMap((rival) => [head(rival), make('th', { scope: 'col' }, 'Speed-up')]),
  ];
  return make(
    'div',
    { class: 'compare-times' },
    make(
      'table',
      { class: 'compare-table' },
      make('thead', {}, make('tr', {}, make('td'), ...heads)),
      make(
        'tbody',
        {},
        ...raceRows(race, unit).map(({ name, cells }) =>
          make('tr', {}, make('th', { scope: 'row' }, name), ...cells.map((cell) => make('td', {}, cell))),
        ),
      ),
    ),
  );
}
