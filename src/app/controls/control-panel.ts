import './lil-gui.css';
import './panel.css';
import GUI, { type Controller } from 'lil-gui';
import { geometryChoiceOf, geometryChoices, inGeometry } from '../../experiment/change-geometry.ts';
import { FILTERS, type FilterName } from '../../experiment/choices.ts';
import type { Experiment, ScanSettings } from '../../experiment/experiment.ts';
import { isHelixFitted } from '../../experiment/helix-fit.ts';
import { type NumberPath, OWN_SCAN_NUMBERS } from '../../experiment/number-fields.ts';
import { extentInSpace } from '../../experiment/room-for-object.ts';
import type { Subject } from '../../experiment/subject.ts';
import { allOf, type TakenKey, takenOf } from '../../experiment/taken-readings.ts';
import { geometryNamed, type OwnScanNumber } from '../../geometry/scan.ts';
import type { Interpolation } from '../../kernels/refine-views/interpolation.ts';
import { fbp, type MissingCone } from '../../methods/fbp/spec.ts';
import { DEFAULT_METHOD, METHODS, type MethodName } from '../../methods/registry.ts';
import { WINDOW_LABELS } from '../../reconstruction/ramp-windows.ts';
import { usualValues } from '../../spec-settings.ts';
import { button, make } from '../elements/element.ts';
import { setText } from '../elements/set-text.ts';
import type { ExperimentChanges } from '../present/changed-experiment.ts';
import { CorrectionsFolder } from './corrections-folder.ts';
import { CropFolder } from './crop-folder.ts';
import { DoseLock } from './dose-lock.ts';
import { numberControl } from './field-control.ts';
import { LateSettingControls } from './late-setting-controls.ts';
import type { NumberControl } from './number-control.ts';
import { OfferedChoices } from './offered-choices.ts';
import { PhysicsFolder } from './physics-folder.ts';
import { WindowReadout, type WindowReadoutCallbacks } from './window-readout.ts';

const FILTER_NAMES: Readonly<Record<FilterName, string>> = { ...WINDOW_LABELS, none: 'None (plain back-projection)' };

/** Beside the pitch, as long as that is so. */
const HELIX_FITS = 'Arc, projections and first view follow the pitch, so that the source passes by every slice.';

export interface ControlPanelCallbacks {
  /** A control moved; `finished` on release. */
  onChange(changes: ExperimentChanges, finished: boolean): void;
  readonly window: WindowReadoutCallbacks;
  /** A part of the controls could not be fetched. */
  onFailed(error: unknown): void;
  /** Everything is to be as the present phantom is first shown. */
  onReset(): void;
}

/** What the controllers are bound to: lil-gui edits an object in place. */
interface PanelValues extends Record<OwnScanNumber | TakenKey, number> {
  geometryChoice: string;
  rebin: boolean;
  views: number;
  startDeg: number;
  arcDeg: number;
  channels: number;
  channelSpacingMm: number;
  offset: number;
  method: MethodName;
  filter: FilterName;
  cutoff: number;
  interpolation: Interpolation;
  missingCone: MissingCone;
  pixels: number;
  pixelSizeMm: number;
}

type NumberKey = { [Key in keyof PanelValues]: PanelValues[Key] extends number ? Key : never }[keyof PanelValues];

/** The controls, in the order of the physics: phantom → scan → beam and detector → reconstruction → corrections → display. */
export class ControlPanel {
  readonly window: WindowReadout;
  /** Where the phantom's own controls go. */
  readonly phantomFolder: GUI;
  readonly #callbacks: ControlPanelCallbacks;
  readonly #doseLock: DoseLock;
  readonly #physics: PhysicsFolder;
  readonly #corrections: CorrectionsFolder;
  readonly #values: PanelValues = {
    ...(Object.fromEntries(OWN_SCAN_NUMBERS.map((key) => [key, 1])) as Record<OwnScanNumber, number>),
    geometryChoice: geometryChoices()[0]!.name,
    rebin: false,
    views: 1,
    ...allOf({ views: 1, channels: 1 }),
    startDeg: 0,
    arcDeg: 180,
    channels: 1,
    channelSpacingMm: 1,
    offset: 0,
    method: DEFAULT_METHOD,
    filter: 'ram-lak',
    cutoff: 1,
    interpolation: 'linear',
    missingCone: 'none',
    pixels: 1,
    pixelSizeMm: 1,
  };
  readonly #controllers: (Controller | OfferedChoices)[] = [];
  readonly #geometry: OfferedChoices;
  readonly #method: OfferedChoices;
  /** What can be set of the present method alone. */
  readonly #ofMethod: LateSettingControls;
  /** What only some methods read. */
  readonly #filtering: (Controller | NumberControl)[] = [];
  readonly #offset: NumberControl;
  /** What of a measurement is taken. */
  readonly #everyNthView: NumberControl;
  readonly #crop: CropFolder;
  readonly #arcControllers: Controller[] = [];
  readonly #scanControllers: Controller[] = [];
  /** Those of numbers that single geometries have, by their keys. */
  readonly #ownControllers = new Map<OwnScanNumber, Controller>();
  readonly #rebin: Controller;
  readonly #missingCone: Controller;
  /** The scan as it was last shown; what controls have changed since is in the values. */
  #scan: ScanSettings | null = null;
  #isMeasured = false;
  readonly #phantomText = make('p', { class: 'panel-text panel-about' });
  readonly #helixText = make('p', { class: 'panel-text' }, HELIX_FITS);
  readonly #gui: GUI;

  constructor(host: HTMLElement, callbacks: ControlPanelCallbacks) {
    this.#callbacks = callbacks;
    const gui = new GUI({ container: host, title: 'Controls', injectStyles: false });
    gui.domElement.classList.add('panel-root', 'panel-waiting');

    this.#gui = gui;
    this.phantomFolder = gui.addFolder('Phantom');
    this.phantomFolder.$children.append(this.#phantomText);

    const scan = gui.addFolder('Scan');
    const geometry = scan
      .add(this.#values, 'geometryChoice', choicesBeside())
      .name('Geometry')
      .onChange((choice: string) => this.#chooseGeometry(choice));
    this.#geometry = new OfferedChoices(geometry, choicesBeside());
    this.#controllers.push(this.#geometry);
    for (const key of OWN_SCAN_NUMBERS) this.#ownControllers.set(key, this.#number(scan, 'scan', key));
    scan.$children.append(this.#helixText);
    const views = this.#number(scan, 'scan', 'views');
    this.#everyNthView = this.#number(scan, 'measurement', 'everyNthView');
    this.#doseLock = new DoseLock(scan, () => callbacks.onChange({}, true));
    const arc = this.#number(scan, 'scan', 'arcDeg');
    const start = this.#number(scan, 'scan', 'startDeg');
    const channels = this.#number(scan, 'scan', 'channels');
    this.#number(scan, 'scan', 'channelSpacingMm');
    this.#offset = this.#number(scan, 'scan', 'offset');
    this.#arcControllers.push(arc, start);
    this.#scanControllers.push(views, channels);
    this.#crop = new CropFolder(scan, (folder, key) => this.#number(folder, 'measurement', key));

    this.#physics = new PhysicsFolder(gui, (changes, finished) => this.#change(changes, finished));

    const reconstruction = gui.addFolder('Reconstruction');
    const method = reconstruction
      .add(this.#values, 'method', methodsFor())
      .name('Method')
      .onChange((method: MethodName) => callbacks.onChange({ reconstruction: { method } }, true));
    this.#method = new OfferedChoices(method, methodsFor());
    this.#controllers.push(this.#method);
    this.#filtering.push(
      reconstruction
        .add(this.#values, 'filter', Object.fromEntries(FILTERS.map((filter) => [FILTER_NAMES[filter], filter])))
        .name('Filter')
        .onChange((filter: FilterName) => {
          const isPlain = filter === 'none' && METHODS.get(this.#values.method).needsFilter;
          callbacks.onChange({ reconstruction: isPlain ? { filter, method: DEFAULT_METHOD } : { filter } }, true);
        }),
    );
    this.#rebin = reconstruction
      .add(this.#values, 'rebin')
      .name('Rebin to parallel')
      .onChange((rebin: boolean) => callbacks.onChange({ reconstruction: { rebin } }, true));
    this.#controllers.push(this.#rebin);
    this.#filtering.push(
      this.#number(reconstruction, 'reconstruction', 'cutoff'),
      reconstruction
        .add(this.#values, 'interpolation', { Linear: 'linear', Smooth: 'smooth' })
        .name('Interpolation')
        .onChange((interpolation: Interpolation) => callbacks.onChange({ reconstruction: { interpolation } }, true)),
    );
    this.#controllers.push(...this.#filtering);
    this.#missingCone = reconstruction
      .add(this.#values, 'missingCone', { 'Left missing': 'none', 'Hu’s term': 'hu' })
      .name('Missing cone')
      .onChange((missingCone: MissingCone) => callbacks.onChange({ reconstruction: { missingCone } }, true));
    this.#controllers.push(this.#missingCone);
    const pixels = this.#number(reconstruction, 'reconstruction.grid', 'pixels');
    this.#ofMethod = new LateSettingControls({
      ...{ root: gui.domElement, folder: reconstruction, before: pixels.domElement, place: 'reconstruction' },
      onChange: (own, finished) => this.#change({ reconstruction: { own } }, finished),
      onFailed: callbacks.onFailed,
    });
    this.#number(reconstruction, 'reconstruction.grid', 'pixelSizeMm');

    for (const controller of [geometry, ...reconstruction.controllers]) {
      const { property, domElement } = controller;
      // Those of numbers have their paths.
      domElement.dataset.path ??= property === 'geometryChoice' ? 'scan.geometry' : `reconstruction.${property}`;
    }

    this.#corrections = new CorrectionsFolder(gui, {
      onChange: (corrections, finished) => callbacks.onChange({ corrections }, finished),
      onFailed: callbacks.onFailed,
    });

    const display = gui.addFolder('Display');
    const place = make('div', { class: 'panel-window', 'data-path': 'display' });
    display.$children.append(place);
    this.window = new WindowReadout(place, callbacks.window);

    const title = 'Restore the default settings for this phantom (can be undone)';
    gui.$children.append(button('Reset experiment', () => callbacks.onReset(), { class: 'panel-reset', title }));
    // What is chosen is read of the list itself, not once more beside it.
    for (const shown of gui.domElement.querySelectorAll('.lil-display')) shown.setAttribute('aria-hidden', 'true');
  }

  /** Shows an experiment; calls nothing back. */
  show(experiment: Experiment, subject: Subject, about: string): void {
    this.#gui.domElement.classList.remove('panel-waiting');
    this.#scan = experiment.scan;
    this.#isMeasured = subject.kind === 'measurement';
    const canRebin = geometryNamed(experiment.scan.geometry).rebinning !== null;
    const { grid, ...reconstruction } = experiment.reconstruction;
    const method = METHODS.get(reconstruction.method);
    const { needsParallelRays, takesFilteredViews, reads, iterates } = method;
    Object.assign(this.#values, experiment.scan, { rebin: canRebin, missingCone: 'none' }, reconstruction, grid, {
      geometryChoice: geometryChoiceOf(experiment.scan),
      ...(subject.kind === 'measurement' && takenOf(experiment.measurement, subject)),
    });
    // Of a scan that volumes are made of, its own kinds besides.
    this.#geometry.offer(choicesBeside(experiment.scan, subject));
    this.#method.offer(methodsFor(experiment.scan));
    for (const [key, controller] of this.#ownControllers) controller.show(key in experiment.scan);
    this.#helixText.hidden =
      !('pitchMm' in experiment.scan && experiment.scan.pitchMm !== 0) || !isHelixFitted(experiment);
    this.#rebin.show(canRebin && !iterates);
    this.#missingCone.show(reconstruction.method === fbp.name && !fbp.whyNot(experiment.scan, { missingCone: 'hu' }));
    this.#rebin.enable(!needsParallelRays);
    for (const controller of this.#filtering) {
      controller.show(!iterates);
      controller.enable(takesFilteredViews || reads.length > 0);
    }
    void this.#ofMethod.show(iterates ? method : null, { ...reconstruction });
    for (const controller of this.#controllers) controller.updateDisplay();
    // An axis beyond the detector's ends leaves nothing to reconstruct.
    const halfDetector = Math.max(
      1,
      Math.ceil(Math.max(experiment.scan.channels / 2, Math.abs(experiment.scan.offset))),
    );
    this.#offset.update({ min: -halfDetector, max: halfDetector });
    const measured = subject.kind === 'measurement';
    for (const controller of this.#scanControllers) controller.enable(!measured);
    this.#ownControllers.get('rows')?.enable(!measured);
    this.#everyNthView.show(measured);
    this.#crop.show(experiment, subject);
    const ownAngles = measured && subject.anglesDeg !== null;
    // What an arc would say of views that stand anywhere is not so.
    for (const controller of this.#arcControllers) controller.show(!ownAngles);
    setText(this.#phantomText, about);
    this.#doseLock.show(experiment);
    this.#physics.show(experiment, subject, this.#doseLock.isOn);
    this.#corrections.show(experiment, subject);
  }

  /** With the dose kept, where it is to be kept. */
  #change(changes: ExperimentChanges, finished: boolean): void {
    this.#callbacks.onChange(this.#doseLock.keep(changes), finished);
  }

  #chooseGeometry(choice: string): void {
    const scan = this.#scan;
    if (!scan) return;
    const values: Readonly<Record<string, unknown>> = { ...this.#values };
    // What controls have changed since the scan was shown.
    const now = Object.fromEntries(Object.entries(scan).map(([key, value]) => [key, values[key] ?? value]));
    this.#change({ scan: inGeometry(now as unknown as ScanSettings, choice, this.#isMeasured) }, true);
  }

  #number(
    folder: GUI,
    part: 'measurement' | 'scan' | 'reconstruction' | 'reconstruction.grid',
    key: NumberKey,
  ): NumberControl {
    const change = (finished: boolean) => () => {
      const changed = { [key]: this.#values[key] };
      this.#change(
        part === 'reconstruction.grid' ? { reconstruction: { grid: changed } } : { [part]: changed },
        finished,
      );
    };
    const control = numberControl(folder, this.#values, key, `${part}.${key}` as NumberPath);
    control.onChange(change(false)).onFinishChange(change(true));
    this.#controllers.push(control);
    return control;
  }
}

/** Names of geometries by their labels. */
function choicesBeside(scan?: ScanSettings, subject?: Subject): Record<string, string> {
  const measured = subject?.kind === 'measurement' ? subject : null;
  const hasSolids = subject === undefined || measured !== null || extentInSpace(subject) !== null;
  const hasRows = measured !== null && measured.detectorRows > 1;
  return Object.fromEntries(geometryChoices(scan, hasSolids, hasRows).map(({ label, name }) => [label, name]));
}

/** Names of methods by their labels: those that go with a scan, with what is usual of them. */
function methodsFor(scan?: ScanSettings): Record<string, string> {
  const { makesVolumes = false, rowsApart } = scan ? geometryNamed(scan.geometry) : {};
  const offered = METHODS.all.filter(
    ({ whyNot, settings, needsParallelRays }) =>
      !(makesVolumes && !rowsApart && needsParallelRays) && (!whyNot || (scan && !whyNot(scan, usualValues(settings)))),
  );
  return Object.fromEntries(offered.map(({ name, words }) => [words.label, name]));
}
