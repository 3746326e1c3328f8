import { fittingCorrections } from '../../experiment/correction-fit.ts';
import type { Experiment, ScanSettings } from '../../experiment/experiment.ts';
import { hasBeam, photonsOf } from '../../experiment/physics-of.ts';
import { withRoomFor } from '../../experiment/room-for-object.ts';
import type { Subject } from '../../experiment/subject.ts';
import { geometryNamed } from '../../geometry/scan.ts';
import { isAlike } from './moment.ts';
import type { PartOfMoment } from './present-experiment.ts';

/** An experiment when it was left for another geometry, and what it became there. */
interface Left {
  readonly was: Experiment;
  readonly became: Experiment;
}

/** The last one left, by the name of its geometry. */
type LeftByGeometry = Readonly<Record<string, Left>>;

/** What a change of geometry changes together: what is left alone of it in between comes back. */
const VIEWS = ['views', 'arcDeg'];
const START = ['startDeg'];
/** What it leaves as it is. */
const COMMON = ['geometry', 'channels', 'offset'];

/** What it changes besides: the channels' spacing and the geometry's own settings, but for those that are chosen with it. */
function lengthsOf({ scan }: Experiment): string[] {
  const { choices } = geometryNamed(scan.geometry).settings;
  const others = [...VIEWS, ...START, ...COMMON, ...choices.flatMap(({ settings }) => Object.keys(settings))];
  return Object.keys(scan).filter((key) => !others.includes(key));
}

/**
 * What a scan was in the geometries that it has been in. Another geometry needs another arc, other distances and other
 * channels, with rounded numbers; the way back is to lead to the numbers that were there, as far as no hand has changed in
 * between what became of them.
 */
export class GeometryMemory implements PartOfMoment<LeftByGeometry> {
  #left: LeftByGeometry = {};

  state(): LeftByGeometry {
    return this.#left;
  }

  bring(state: LeftByGeometry | null): void {
    this.#left = state ?? {};
  }

  /** An experiment becomes one of another geometry. */
  changed(was: Experiment, became: Experiment): void {
    if (was.scan.geometry !== became.scan.geometry)
      this.#left = { ...this.#left, [was.scan.geometry]: { was, became } };
  }

  /**
   * @param now the experiment in the geometry that is being left
   * @param next what it is about to become
   * @returns the latter as it was when its geometry was left, as far as that was not changed since
   */
  recalled(now: Experiment, next: Experiment, subject: Subject): Experiment {
    const left = this.#left[next.scan.geometry];
    if (!left || now.scan.geometry !== left.became.scan.geometry) return next;
    const { was, became } = left;
    const hasSamePhotons = photonsOf(now.acquisition) === photonsOf(became.acquisition);
    const keepsDose = photonsOf(next.acquisition) !== photonsOf(now.acquisition);
    const lengths = [...lengthsOf(was), ...lengthsOf(became)];
    const groups = keepsDose && !hasSamePhotons ? [START, lengths] : [VIEWS, START, lengths];
    const unchanged = groups.filter((group) => isAlike(picked(now.scan, group), picked(became.scan, group)));
    const recalled = { ...next.scan, ...picked(was.scan, unchanged.flat()) } as ScanSettings;
    // Another phantom, or another panel, may need more of it than there was.
    const scan = withRoomFor(subject, recalled);
    const acquisition = { ...next.acquisition };
    if (hasBeam(acquisition) && hasBeam(now.acquisition) && hasBeam(became.acquisition) && hasBeam(was.acquisition)) {
      if (keepsDose && hasSamePhotons) Object.assign(acquisition, { noise: was.acquisition.noise });
      if (now.acquisition.focalSpotMm === became.acquisition.focalSpotMm) {
        Object.assign(acquisition, { focalSpotMm: was.acquisition.focalSpotMm });
      }
    }
    const corrections = isAlike(now.corrections, became.corrections) ? was.corrections : next.corrections;
    return {
      ...next,
      scan,
      acquisition,
      corrections: fittingCorrections(corrections, { ...next, scan, acquisition }, subject),
      reconstruction: { ...next.reconstruction, ...recalledRebinning(left, now, next) },
    };
  }
}

function recalledRebinning({ was, became }: Left, now: Experiment, next: Experiment): { rebin?: boolean } {
  const rebin = ({ reconstruction }: Experiment) => ('rebin' in reconstruction ? reconstruction.rebin : undefined);
  const before = rebin(was);
  const isUnchanged = rebin(now) === rebin(became);
  return isUnchanged && before !== undefined && rebin(next) !== undefined ? { rebin: before } : {};
}

/** The settings of those names, as far as a scan has them. */
function picked(scan: ScanSettings, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(scan).filter(([name]) => names.includes(name)));
}
