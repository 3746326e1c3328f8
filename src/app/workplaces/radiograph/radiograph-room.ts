import { BackendLostError } from '../../../compute/device.ts';
import { scanOf } from '../../../experiment/experiment.ts';
import {
  isRadiograph,
  type RadiographDirection,
  radiographAcquisition,
  radiographScan,
} from '../../../experiment/in-radiograph.ts';
import { hasBeam } from '../../../experiment/physics-of.ts';
import { radiographFigures } from '../../../experiment/radiograph-figures.ts';
import { directionOf, inRadiograph, reachOf } from '../../../experiment/radiograph-of.ts';
import { extentInSpace } from '../../../experiment/room-for-object.ts';
import { knownFactor } from '../../../experiment/signal-of-readings.ts';
import { FIRST_LOOK, type VolumeLook } from '../../../experiment/volume-look.ts';
import { loweredScan } from '../../../geometry/scan.ts';
import { regionContrast, regionValues } from '../../../measure/region-contrast.ts';
import { PRESENT } from '../../lanes/present.ts';
import type { PaneTool } from '../../panes/pane-tool.ts';
import { type Step, WHOLE_STEP } from '../../present/past.ts';
import type { PresentPair } from '../../present/present-experiment.ts';
import type { Layout } from '../../stage/layout.ts';
import { channelAxis } from '../../views/channel-axis.ts';
import { VIEWS } from '../../views/registry.ts';
import type { Linked, Room, SettledRun, WorkplacePage } from '../workplace.ts';
import type { LeftButton, RadiographFace, RadiographHand, RadiographNumbersFace } from './radiograph-face.ts';
import { type LinkedRadiograph, radiographFromLink, radiographToLink } from './radiograph-in-link.ts';
import { choicesMade, FIRST_KEPT, type RadiographKept } from './radiograph-kept.ts';
import { RadiographTool, type RadiographToolHost } from './radiograph-tool.ts';
import { firstRegions, type Panel, type Regions, regionPixels } from './regions.ts';
import { standInFor } from './stand-in.ts';

/** What is seen of the room, besides the stage. */
export interface RadiographFaces {
  panel(hand: RadiographHand): RadiographFace;
  numbers(): RadiographNumbersFace;
}

/**
 * The room of *Radiograph*: one view of a cone, large, of which nothing is reconstructed. Another scan is made one view of the
 * same phantom when the room is entered, and is back when it is left; for a phantom that is drawn in a slice, and has no
 * height, one in space stands in.
 */
export class RadiographRoom implements Room, RadiographToolHost {
  readonly layout: Layout = [{ view: VIEWS.get('projection'), lane: PRESENT, title: 'Radiograph' }];
  readonly readsOnly = true;
  readonly #page: WorkplacePage;
  readonly #face: RadiographFace;
  readonly #figures: RadiographNumbersFace;
  readonly #tool = new RadiographTool(this);
  #kept = FIRST_KEPT;
  #look = lookOf(FIRST_KEPT);
  /** Where regions are until a hand moves one, on a detector of so many channels. */
  #first: { readonly width: number; readonly regions: Regions } | null = null;
  #before: PresentPair | null = null;
  #left: LeftButton = 'window';
  #settled: SettledRun | null = null;
  /** A hand has opened another one, that has not been seen yet. */
  #isNewSubject = false;

  constructor(page: WorkplacePage, faces: RadiographFaces) {
    this.#page = page;
    this.#figures = faces.numbers();
    this.#face = faces.panel({
      turn: (changes, finished) => page.turn(changes, finished),
      projection: (projection) => this.#keep({ ...this.#kept, projection }, WHOLE_STEP),
      seen: (from) => this.#seeFrom(from),
      left: (left) => this.#setLeft(left),
      close: () => page.close(),
    });
  }

  get panel(): HTMLElement {
    return this.#face.root;
  }

  get numbers(): HTMLElement {
    return this.#figures.root;
  }

  get look(): VolumeLook {
    return this.#look;
  }

  // What the tool sees and asks for

  get detector(): Panel | null {
    const { present } = this.#page;
    if (!present.isOpen || !isShownHere(present.pair)) return null;
    const { experiment, subject } = present;
    const scan = scanOf(experiment, subject);
    const { channels, rows, axisChannel, axisRow } = loweredScan(scan).detector;
    const { start, end } = channelAxis(scan);
    const rowStep = 'rowSpacingMm' in experiment.scan ? experiment.scan.rowSpacingMm : 1;
    return { channels, rows, axisChannel, axisRow, channelStep: (end - start) / channels, rowStep };
  }

  get regions(): Regions | null {
    const { detector } = this;
    const { regions } = this.#kept;
    if (regions || !detector) return regions;
    const width = detector.channels * detector.channelStep;
    if (this.#first?.width !== width) this.#first = { width, regions: firstRegions(detector) };
    return this.#first.regions;
  }

  get leftTurnsWindow(): boolean {
    return this.#left === 'window';
  }

  moveRegions(regions: Regions, moving: boolean): void {
    this.#keep({ ...this.#kept, regions }, { gesture: 'regions of the radiograph', moving });
    void this.#measure();
  }

  redraw(): void {
    this.#page.redraw();
  }

  toggleLeft(): void {
    this.#setLeft(this.#left === 'window' ? 'regions' : 'window');
  }

  toggleProjection(): void {
    const projection = this.#kept.projection === 'signal' ? 'line-integrals' : 'signal';
    this.#keep({ ...this.#kept, projection }, WHOLE_STEP);
  }

  // What the page tells

  tool(): PaneTool {
    return this.#tool;
  }

  enter(): void {
    this.#enterRadiograph();
    this.#show();
  }

  /** The scan that was there before comes back, unless undoing has brought one. */
  leave(isUndone: boolean): void {
    this.#settled = null;
    const before = this.#before;
    this.#before = null;
    if (!before || isUndone) return;
    const { experiment, subject } = this.#page.present;
    const { phantom } = experiment;
    const isStandIn = before.subject.kind === 'shapes' && phantom === standInFor(before.experiment.phantom);
    // Another phantom has been chosen meanwhile: it goes into that scan.
    if (subject !== before.subject && typeof phantom === 'string' && !isStandIn) {
      void this.#page.openPhantom(phantom, before);
    } else void this.#page.restore(before.experiment, before.subject);
  }

  state(): LinkedRadiograph {
    return { kept: this.#kept, before: this.#before };
  }

  choices(): RadiographKept | null {
    return choicesMade(this.#kept);
  }

  bring(moment: LinkedRadiograph | null, left: PresentPair | null): void {
    this.#before = moment?.before ?? null;
    // What has been chosen is brought by itself, but for a link's.
    if (!left) this.#take(moment?.kept ?? FIRST_KEPT);
    this.#leaveUnlessRadiograph();
    this.#show();
  }

  bringChoices(choices: RadiographKept | null): void {
    this.#take(choices ?? FIRST_KEPT);
    this.#show();
    void this.#measure();
  }

  toLink(state: LinkedRadiograph, present: PresentPair): Linked | null {
    return radiographToLink(state, present);
  }

  fromLink(json: unknown, present: PresentPair, where: string): Promise<LinkedRadiograph> {
    return radiographFromLink(json, present, where);
  }

  presentChanged(): void {
    this.#show();
  }

  /** Regions were about what the phantom before showed there. */
  subjectChanged(isOfAddress: boolean): void {
    this.#isNewSubject = true;
    this.#take(isOfAddress ? FIRST_KEPT : { ...this.#kept, regions: null });
  }

  async settled(run: SettledRun): Promise<void> {
    this.#settled = run;
    this.#leaveUnlessRadiograph();
    this.#show();
    if (this.#isNewSubject && run.subject.kind === 'shapes') {
      this.#page.notices.calm(`${run.subject.name} is drawn in a slice: this is a column of it, without ends.`);
    }
    this.#isNewSubject = false;
    await this.#measure();
  }

  /** What has been opened or brought back may be a scan of many views, which there is nothing to see of here. */
  #leaveUnlessRadiograph(): void {
    if (isShownHere(this.#page.present.pair)) return;
    this.#before = null;
    this.#page.close();
  }

  #enterRadiograph(): void {
    const { present, notices } = this.#page;
    if (!present.isOpen || isShownHere(present.pair)) return;
    const { pair } = present;
    const experiment = inRadiograph(pair.experiment, pair.subject);
    if (!experiment) {
      const why = pair.subject.kind === 'measurement' ? 'was measured already' : 'has no height to be seen by a cone';
      notices.calm(`${pair.subject.name} ${why}. Choose a phantom, or a volume.`);
      return;
    }
    this.#before = pair;
    present.open(experiment, pair.subject);
    if (pair.subject.kind !== 'shapes') {
      this.#page.run(false, true);
      return;
    }
    notices.calm(`${pair.subject.name} is a slice and has no height, so a phantom in space stands in for it.`);
    void this.#page.openPhantom(standInFor(pair.experiment.phantom), present.pair);
  }

  /** A hand wants to see something else of it. */
  #keep(kept: RadiographKept, step: Step): void {
    const { present } = this.#page;
    if (!present.isOpen) return;
    const isOther = kept.projection !== this.#kept.projection;
    this.#take(kept);
    present.again(step);
    this.#page.looked(step.moving);
    this.#show();
    this.#page.redraw();
    if (isOther) this.#page.look();
  }

  #take(kept: RadiographKept): void {
    if (kept.projection !== this.#kept.projection) this.#look = lookOf(kept);
    this.#kept = kept;
  }

  #seeFrom(direction: RadiographDirection): void {
    const { experiment, subject } = this.#page.present;
    if (subject.kind === 'measurement' || direction === directionOf(experiment)) return;
    this.#page.turn({ scan: radiographScan(subject, direction) }, true);
  }

  #setLeft(left: LeftButton): void {
    this.#left = left;
    this.#show();
    this.#page.redraw();
  }

  #show(): void {
    const { present } = this.#page;
    if (!present.isOpen || !isShownHere(present.pair)) return;
    const { experiment, subject } = present;
    const figures = radiographFigures(experiment);
    if (!figures || subject.kind === 'measurement') return;
    const { scan, acquisition, seed } = experiment;
    this.#face.show({
      ...{ scan, acquisition, seed, figures, left: this.#left },
      usualAcquisition: radiographAcquisition(acquisition),
      ...{ reach: reachOf(experiment, subject), direction: directionOf(experiment) },
      hasHeight: extentInSpace(subject) !== null,
      projection: this.#kept.projection,
    });
    this.#figures.show(figures, hasBeam(acquisition) && acquisition.scatterToPrimary > 0);
  }

  /** What the regions hold of what was counted, however it is shown. */
  async #measure(): Promise<void> {
    const { detector, regions } = this;
    const settled = this.#settled;
    if (!detector || !regions || !settled?.result.isThere) return;
    const { engine, result } = settled;
    if (result.measured.rows !== detector.rows || result.measured.columns !== detector.channels) return;
    try {
      const lines = await this.#page.copies.of(engine, result.measured);
      if (this.#settled !== settled || this.regions !== regions) return;
      const signal = lines.map((line) => Math.exp(-knownFactor(result.signalFactor) * line));
      const [a, b] = [regions.a, regions.b].map((place) =>
        regionValues(signal, detector.channels, regionPixels(detector, place)),
      );
      this.#figures.measure(regionContrast(a!, b!));
    } catch (error) {
      if (!(error instanceof BackendLostError)) this.#page.notices.failure(error);
    }
  }
}

/** One view, by a scan of the page's own. */
function isShownHere({ experiment, subject }: PresentPair): boolean {
  return subject.kind !== 'measurement' && isRadiograph(experiment);
}

/** The one view of it. */
function lookOf({ projection }: RadiographKept): VolumeLook {
  return { ...FIRST_LOOK, projection };
}
