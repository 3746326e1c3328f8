import { hasBeam } from '../../experiment/physics-of.ts';
import type { PlotContent, PlotSeries } from '../../plots/plot.ts';
import { isAlike } from '../present/moment.ts';
import type { LoggedNumber, LoggedRun } from './logged-run.ts';

/** How far the law is drawn beyond the scans, as a factor of dose. */
const BEYOND = 2;

/**
 * Noise against dose of the runs of one phantom, with the law noise ∝ 1/√dose through the latest of them, which photons that
 * are counted independently obey (Poisson). `null` where the latest has no dose, or no noise to tell of.
 */
export function dosePlotOf(runs: readonly LoggedRun[]): PlotContent | null {
  const latest = runs.at(-1);
  const noiseOf = (run: LoggedRun) => numberOf(run, 'noise');
  const doseOf = (run: LoggedRun) => numberOf(run, 'relativeDose');
  const isThere = (run: LoggedRun) => (noiseOf(run)?.value ?? 0) > 0 && (doseOf(run)?.value ?? 0) > 0;
  if (!latest || !isThere(latest)) return null;
  const unit = noiseOf(latest)!.unit;
  const others = runs.filter(
    (run) => run !== latest && isThere(run) && noiseOf(run)!.unit === unit && isOfOnePhantom(run, latest),
  );
  const isInSeries = (run: LoggedRun) => isAlike(seriesOf(run), seriesOf(latest));
  const points = (name: string, some: readonly LoggedRun[]): PlotSeries[] => {
    if (some.length === 0) return [];
    const x = some.map((run) => doseOf(run)!.value!);
    return [{ name, kind: 'points', x, y: some.map((run) => noiseOf(run)!.value!) }];
  };
  const [dose, noise] = [doseOf(latest)!.value!, noiseOf(latest)!.value!];
  const doses = [latest, ...others].map((run) => doseOf(run)!.value!);
  const ends = [Math.min(...doses) / BEYOND, Math.max(...doses) * BEYOND];
  return {
    title: 'Noise against dose',
    horizontal: { label: 'Photons × projections', unit: '', scale: 'log' },
    vertical: { label: 'Central noise', unit, scale: 'log' },
    series: [
      ...points('This scan', [latest]),
      ...points('Same settings', others.filter(isInSeries)),
      ...points(
        'Other settings',
        others.filter((run) => !isInSeries(run)),
      ),
      {
        ...{ name: '∝ 1/√dose', kind: 'line', isTheory: true },
        ...{ x: ends, y: ends.map((amount) => noise * Math.sqrt(dose / amount)) },
      },
    ],
  };
}

function numberOf({ measures }: LoggedRun, wanted: string): LoggedNumber | undefined {
  return measures.find(({ name }) => name === wanted);
}

function isOfOnePhantom(one: LoggedRun, other: LoggedRun): boolean {
  const areShapes = one.subject.kind === 'shapes' && other.subject.kind === 'shapes';
  return (areShapes || one.subject === other.subject) && isAlike(one.experiment.phantom, other.experiment.phantom);
}

/** What a scan and its slice are made with, but for photons, projections and seed. */
function seriesOf({ experiment: { scan, reconstruction, acquisition, corrections } }: LoggedRun): object {
  const beam = hasBeam(acquisition) ? { ...acquisition, noise: { ...acquisition.noise, photons: null } } : acquisition;
  return { scan: { ...scan, views: null }, reconstruction, beam, corrections };
}
