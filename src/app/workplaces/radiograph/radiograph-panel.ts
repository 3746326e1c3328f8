import './radiograph.css';
import GUI, { type Controller } from 'lil-gui';
import type { Acquisition, BeamAcquisition } from '../../../experiment/acquisition-schema.ts';
import type { RadiographDirection } from '../../../experiment/in-radiograph.ts';
import type { NumberPath } from '../../../experiment/number-fields.ts';
import { hasBeam } from '../../../experiment/physics-of.ts';
import type { ProjectionKind } from '../../../experiment/volume-look.ts';
import { fixedText } from '../../../number-text.ts';
import { numberControl } from '../../controls/field-control.ts';
import { NumberControl } from '../../controls/number-control.ts';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import type { LeftButton, RadiographFace, RadiographHand, ShownRadiograph } from './radiograph-face.ts';

const SHOWS: Readonly<Record<string, ProjectionKind>> = {
  Radiograph: 'signal',
  'Line integrals': 'line-integrals',
};
const SEEN: Readonly<Record<string, RadiographDirection>> = { 'From the side': 'side', 'From above': 'above' };
const LEFT: Readonly<Record<string, LeftButton>> = { 'Window and level': 'window', 'Regions A and B': 'regions' };

/** What the controls are bound to: lil-gui edits an object in place. */
interface Values {
  voltageKV: number;
  energyKeV: number;
  filtrationMmAluminium: number;
  photons: number;
  electronicNoise: number;
  focalSpotMm: number;
  scatterToPrimary: number;
  sourceToObjectMm: number;
  objectToDetectorMm: number;
  startDeg: number;
  direction: RadiographDirection;
  projection: ProjectionKind;
  left: LeftButton;
}

/** Source and panel stay so far from the object. */
const CLEAR_MM = 10;
const MOST_DISTANCE_MM = 4000;

/** The knobs of a radiograph in the order of the physics: tube, distances, object, detector, picture. */
export class RadiographPanel implements RadiographFace {
  readonly root: HTMLElement;
  readonly #hand: RadiographHand;
  readonly #values: Values = {
    ...{ voltageKV: 70, energyKeV: 60, filtrationMmAluminium: 3, photons: 1, electronicNoise: 0, focalSpotMm: 0 },
    ...{ scatterToPrimary: 0, sourceToObjectMm: 1, objectToDetectorMm: 1, startDeg: 0, direction: 'side' },
    ...{ projection: 'signal', left: 'window' },
  };
  #shown: ShownRadiograph | null = null;
  readonly #gui: GUI;
  readonly #ofTube: NumberControl[];
  readonly #ofOneEnergy: NumberControl;
  readonly #seen: Controller;
  readonly #angle: NumberControl;
  readonly #sourceToObject: NumberControl;
  readonly #objectToDetector: NumberControl;
  readonly #magnification = make('p', { class: 'panel-text radiograph-figure' });
  readonly #noBeam = make(
    'p',
    { class: 'panel-text' },
    'Exact line integrals, without a beam so far: any of these knobs switches the tube on.',
  );

  constructor(hand: RadiographHand) {
    this.#hand = hand;
    this.root = make(
      'aside',
      { class: 'panel radiograph', 'aria-label': 'Radiograph' },
      make(
        'header',
        { class: 'radiograph-header' },
        make('h2', {}, 'Radiograph'),
        button('Close', () => hand.close(), { class: 'radiograph-close' }),
      ),
      make('p', { class: 'panel-text' }, 'One view alone. It has no depth, and nothing is reconstructed.'),
    );
    const gui = new GUI({ container: this.root, title: 'Radiograph', injectStyles: false });
    gui.domElement.classList.add('panel-root');
    this.#gui = gui;

    const tube = gui.addFolder('Tube');
    tube.$children.append(this.#noBeam);
    this.#ofTube = [
      this.#beam(tube, 'voltageKV', 'acquisition.beam.voltageKV'),
      this.#beam(tube, 'filtrationMmAluminium', 'acquisition.beam.filtrationMmAluminium'),
    ];
    this.#ofOneEnergy = this.#beam(tube, 'energyKeV', 'acquisition.beam.energyKeV');
    this.#beam(tube, 'photons', 'acquisition.noise.photons');
    this.#beam(tube, 'focalSpotMm', 'acquisition.focalSpotMm');

    const distances = gui.addFolder('Distances');
    this.#sourceToObject = this.#distance(distances, 'sourceToObjectMm', 'Source–object');
    this.#objectToDetector = this.#distance(distances, 'objectToDetectorMm', 'Object–detector');
    distances.$children.append(this.#magnification);

    const object = gui.addFolder('Object');
    this.#seen = object.add(this.#values, 'direction', SEEN).name('Seen');
    this.#seen.onChange((from: RadiographDirection) => hand.seen(from));
    const angle = numberControl(object, this.#values, 'startDeg', 'scan.startDeg');
    this.#angle = angle;
    const turn = (finished: boolean) => () => hand.turn({ scan: { startDeg: this.#values.startDeg } }, finished);
    angle.onChange(turn(false)).onFinishChange(turn(true));

    const detector = gui.addFolder('Detector');
    this.#beam(detector, 'scatterToPrimary', 'acquisition.scatterToPrimary');
    this.#beam(detector, 'electronicNoise', 'acquisition.noise.electronicNoise');
    const newNoise = () => hand.turn({ seed: ((this.#shown?.seed ?? 0) + 1) % 2 ** 32 }, true);
    detector.add({ newNoise }, 'newNoise').name('New noise');

    const picture = gui.addFolder('Picture');
    const shows = picture.add(this.#values, 'projection', SHOWS).name('Shows');
    shows.onChange((kind: ProjectionKind) => hand.projection(kind));
    const left = picture.add(this.#values, 'left', LEFT).name('Left drag');
    left.onChange((to: LeftButton) => hand.left(to));
  }

  show(shown: ShownRadiograph): void {
    this.#shown = shown;
    const { scan, acquisition, usualAcquisition, figures, reach, projection, left, direction, hasHeight } = shown;
    Object.assign(this.#values, valuesOf(usualAcquisition));
    const { sourceToObjectMm, objectToDetectorMm, magnification } = figures;
    Object.assign(this.#values, { sourceToObjectMm, objectToDetectorMm, startDeg: scan.startDeg });
    Object.assign(this.#values, { projection, left, direction });
    this.#seen.show(hasHeight);
    this.#angle.name(direction === 'above' ? 'Tube tilted by' : 'Turned by');
    const least = (millimetres: number) => Math.ceil(millimetres) + CLEAR_MM;
    // Where a link has the object nearer than that, it stays there.
    this.#sourceToObject.update({
      min: Math.min(least(reach.towardsSourceMm), sourceToObjectMm),
      max: MOST_DISTANCE_MM,
    });
    this.#objectToDetector.update({
      min: Math.min(least(reach.towardsDetectorMm), objectToDetectorMm),
      max: MOST_DISTANCE_MM,
    });
    const isTube = usualAcquisition.beam.kind === 'tube';
    for (const control of this.#ofTube) control.show(isTube);
    this.#ofOneEnergy.show(!isTube);
    this.#noBeam.hidden = hasBeam(acquisition);
    setText(this.#magnification, `Magnification ${fixedText(magnification, 2)}×`);
    for (const control of this.#gui.controllersRecursive()) control.updateDisplay();
  }

  #beam(folder: GUI, key: keyof Values, path: NumberPath): NumberControl {
    const control = numberControl(folder, this.#values, key, path);
    const change = (finished: boolean) => () => {
      const of = this.#shown?.usualAcquisition;
      if (of) this.#hand.turn({ acquisition: withValue(of, key, this.#values[key] as number) }, finished);
    };
    control.onChange(change(false)).onFinishChange(change(true));
    return control;
  }

  #distance(folder: GUI, key: 'sourceToObjectMm' | 'objectToDetectorMm', name: string): NumberControl {
    const options = { min: 1, max: MOST_DISTANCE_MM, step: 10, unit: 'mm', sliderMax: 2000 };
    const control = new NumberControl(folder, this.#values, key, options).name(name);
    const change = (finished: boolean) => () => {
      const { sourceToObjectMm, objectToDetectorMm } = this.#values;
      const scan = {
        sourceToIsocenterMm: sourceToObjectMm,
        sourceToDetectorMm: sourceToObjectMm + objectToDetectorMm,
      };
      this.#hand.turn({ scan }, finished);
    };
    control.onChange(change(false)).onFinishChange(change(true));
    return control;
  }
}

function valuesOf({ beam, noise, focalSpotMm, scatterToPrimary }: BeamAcquisition): Partial<Values> {
  const { kind: _, ...ofBeam } = beam;
  return { ...ofBeam, ...noise, focalSpotMm, scatterToPrimary };
}

/** The acquisition with another value in one of the places that knobs have. */
function withValue(acquisition: BeamAcquisition, key: keyof Values, value: number): Acquisition {
  if (key in acquisition.beam) return { ...acquisition, beam: { ...acquisition.beam, [key]: value } };
  if (key === 'photons' || key === 'electronicNoise') {
    return { ...acquisition, noise: { photons: 200_000, electronicNoise: 0, ...acquisition.noise, [key]: value } };
  }
  return { ...acquisition, [key]: value };
}
