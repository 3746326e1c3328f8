import { InputError } from '../../../errors.ts';
import { fixedText } from '../../../number-text.ts';
import { make } from '../../elements/element.ts';
import { lineScale } from '../../panes/layout-parts.ts';
import type { Step } from '../../present/past.ts';
import type { Drawing, DrawnPlace, PaintArea } from '../drawn-view.ts';
import { planeColours } from '../plane-colours.ts';
import type { Sight } from '../sights.ts';
import { MODE_NAMES } from './modes.ts';
import { eyeOf, firstOrbit, fitting, type Orbit } from './orbit.ts';
import type { Place } from './scanner-pose.ts';
import { SceneContent } from './scene-content.ts';
import { SceneControls } from './scene-controls.ts';
import { listenToHand } from './scene-input.ts';
import { axisArrows, paintLabels, sceneLabels } from './scene-labels.ts';
import { FIRST_SCENE, type SceneLook, type SceneWishes } from './scene-look.ts';
import { SceneRenderer } from './scene-renderer.ts';
import { choosing, FIRST_WISHES, FIRST_WISHES_SOFTWARE } from './scene-wishes.ts';
import { cornersOf } from './volume-box.ts';

/** So long after the last change a picture is drawn as fine as it can be. */
const REST_MS = 160;
/** From sample to sample in texels, while something moves and at rest; and of a chip that the processor stands in for. */
const STEPS = { moving: 1.5, still: 0.5, movingSoftware: 2, stillSoftware: 1 } as const;
/** While something moves, a processor draws so many of the pixels along each side. */
const COARSE_PIXELS = 0.5;
/** A side of a picture on the graphics chip is no longer. */
const MOST_PIXELS = 4096;

/** The scene in its place: what is seen in it, from where, and when it is drawn. */
export class SceneDrawing implements Drawing {
  readonly canvas = make('canvas', { class: 'scene-picture', 'aria-hidden': 'true' });
  readonly #place: DrawnPlace;
  readonly #context: CanvasRenderingContext2D;
  readonly #renderer: SceneRenderer;
  readonly #content: SceneContent;
  readonly #controls: SceneControls;
  readonly #stopListening: () => void;
  readonly #first: SceneWishes;
  #look: SceneLook = FIRST_SCENE;
  #orbit: Orbit = firstOrbit([0, 0, 0]);
  /** Whether that was chosen for the volume alone; what else fills the picture is looked at from another distance. */
  #orbitIsNear = false;
  #fittingMm = 1;
  /** What the picture was last made to hold. */
  #framed: { readonly extent: readonly Place[]; readonly isNear: boolean; readonly aspect: number } | null = null;
  #isMoving = false;
  #rest: ReturnType<typeof setTimeout> | null = null;
  #isLost = false;

  /** @throws InputError where the browser has no WebGL 2 */
  constructor(place: DrawnPlace) {
    this.#place = place;
    const hidden = make('canvas');
    const context = this.canvas.getContext('2d');
    const webGl = hidden.getContext('webgl2', { alpha: true, antialias: true, powerPreference: 'high-performance' });
    if (!context || !webGl) throw new InputError(NO_WEBGL);
    this.#context = context;
    this.#renderer = new SceneRenderer(hidden, webGl);
    this.#first = this.#renderer.isSoftware ? FIRST_WISHES_SOFTWARE : FIRST_WISHES;
    this.#controls = new SceneControls(this.#first, (wishes, step) => this.#wish(wishes, step));
    const changed = () => this.#changed();
    this.#content = new SceneContent(this.#renderer, place.host, this.#first, changed, (error) => place.fail(error));
    place.element.append(this.canvas, this.#controls.root);
    this.#stopListening = listenToHand(this.canvas, place.element, {
      orbit: () => this.#orbit,
      fittingMm: () => this.#fittingMm,
      turn: (orbit) => this.#turn(orbit),
      fit: () => this.fit(),
    });
    hidden.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      this.#isLost = true;
      place.setNote('The graphics chip was taken away; the scene comes back with it.');
    });
    hidden.addEventListener('webglcontextrestored', () => {
      this.#isLost = false;
      this.#renderer.sendAgain();
      this.#changed();
    });
  }

  show(sight: Sight): void {
    this.#bring(sight.scene);
    this.#content.show(sight);
  }

  paint(area: PaintArea): void {
    const { widthPixels, heightPixels, style, fontSizePixels } = area;
    if (this.#isLost) return;
    this.#frame(widthPixels / heightPixels);
    const ratio = Math.min(area.pixelRatio, MOST_PIXELS / Math.max(widthPixels, heightPixels));
    // What is saved has more pixels than the screen, and is as fine as it can be.
    const isCoarse = this.#isMoving && area.pixelRatio <= window.devicePixelRatio;
    const { isSoftware } = this.#renderer;
    const colours = { accent: style.accent, line: style.axisLine, text: style.text };
    this.#renderer.setColours({ ...colours, ...planeColours() });
    const drawn = ratio * (isCoarse && isSoftware ? COARSE_PIXELS : 1);
    this.#renderer.render(this.#orbit, {
      widthPixels: Math.max(1, Math.round(widthPixels * drawn)),
      heightPixels: Math.max(1, Math.round(heightPixels * drawn)),
      lineScale: lineScale(fontSizePixels) * drawn,
      stepTexels: isSoftware
        ? STEPS[isCoarse ? 'movingSoftware' : 'stillSoftware']
        : STEPS[isCoarse ? 'moving' : 'still'],
    });
    const { canvas } = this;
    canvas.width = Math.max(1, Math.round(widthPixels * ratio));
    canvas.height = Math.max(1, Math.round(heightPixels * ratio));
    const context = this.#context;
    context.fillStyle = style.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    // In the task that drew it: afterwards it may be gone.
    context.drawImage(this.#renderer.canvas, 0, 0, canvas.width, canvas.height);
    const { box, pose } = this.#renderer;
    if (box) {
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const seen = this.#renderer.seen(this.#orbit, widthPixels / heightPixels);
      const onBody = (place: Place) => {
        const at = seen(place);
        return at && { x: at.x * widthPixels, y: at.y * heightPixels };
      };
      paintLabels(context, sceneLabels(box, pose), onBody, style, fontSizePixels);
      context.setTransform(1, 0, 0, 1, 0, 0);
    }
    this.#describe(isCoarse);
  }

  fit(): void {
    this.#fit();
    this.#tell({ ...this.#look, orbit: null }, null);
    this.#changed();
  }

  dispose(): void {
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#stopListening();
    this.#content.dispose();
    this.#renderer.dispose();
  }

  #turn(orbit: Orbit): void {
    this.#orbit = orbit;
    this.#place.setZoomed(true);
    this.#tell({ ...this.#look, orbit }, null);
    this.#changed();
  }

  #wish(wishes: SceneWishes, step: Step): void {
    const chosen = choosing(this.#look.chosen, this.#wishes, wishes);
    this.#content.wish(wishes);
    this.#tell({ ...this.#look, chosen }, step);
    this.#changed();
  }

  get #wishes(): SceneWishes {
    return { ...this.#first, ...this.#look.chosen };
  }

  /** @param step as of the workplace's `lookAtScene` */
  #tell(look: SceneLook, step: Step | null): void {
    this.#look = look;
    this.#place.lookAtScene(look, step);
  }

  /** It is looked at in another way, by no hand on it: what was undone, or what a link says. */
  #bring(look: SceneLook): void {
    const before = this.#look;
    if (look === before) return;
    this.#look = look;
    if (look.chosen !== before.chosen) {
      this.#controls.bring(this.#wishes);
      this.#content.wish(this.#wishes);
    }
    if (look.orbit === null && before.orbit !== null) this.#fit();
    else if (look.orbit !== null && look.orbit !== before.orbit) {
      this.#orbit = look.orbit;
      this.#orbitIsNear = this.#wishes.isNear;
      this.#place.setZoomed(true);
    }
    this.#changed();
  }

  #fit(): void {
    this.#orbit = firstOrbit([0, 0, 0]);
    this.#framed = null;
    this.#place.setZoomed(false);
  }

  /** Goes as far away as it takes for all to be seen, unless a hand has chosen. */
  #frame(aspect: number): void {
    const { extent, box } = this.#renderer;
    const { isNear } = this.#controls.wishes;
    if (!box) return;
    const before = this.#framed;
    if (before?.extent === extent && before.isNear === isNear && before.aspect === aspect) return;
    this.#framed = { extent, isNear, aspect };
    const near = () => [...cornersOf(box), ...axisArrows(box).map(({ to }) => to)];
    const places = isNear ? near() : extent;
    const fitted = fitting({ ...this.#orbit, target: middleOf(places) }, places, aspect);
    this.#fittingMm = fitted.distanceMm;
    if (this.#look.orbit !== null && isNear === this.#orbitIsNear) return;
    this.#orbit = fitted;
    this.#orbitIsNear = isNear;
    if (this.#look.orbit !== null) this.#tell({ ...this.#look, orbit: fitted }, null);
  }

  /** Draws soon, and finer when nothing more has changed for a while. */
  #changed(): void {
    this.#place.paintSoon();
    this.canvas.dataset.drawn = 'coarse';
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#rest = null;
    // Without the volume there is nothing that takes long.
    this.#isMoving = this.#content.mode !== 'none';
    if (!this.#isMoving) return;
    this.#rest = setTimeout(() => {
      this.#rest = null;
      this.#isMoving = false;
      this.#place.paintSoon();
    }, REST_MS);
  }

  #describe(isCoarse: boolean): void {
    const { view, mode, note } = this.#content;
    const { box } = this.#renderer;
    const { dataset } = this.canvas;
    dataset.drawn = !box ? 'empty' : isCoarse || !this.#content.isWhole ? 'coarse' : 'fine';
    // For whoever wants to know where something is in the picture, and what the chip holds.
    dataset.eyeMm = eyeOf(this.#orbit).join(' ');
    dataset.targetMm = this.#orbit.target.join(' ');
    const { geometries, textures, programs } = this.#renderer.memory;
    dataset.chip = `${geometries} geometries, ${textures} textures, ${programs} programs`;
    if (!view || !box || isCoarse) return;
    this.#controls.show((offered) => this.#content.offers(offered), mode, box);
    this.#place.setNote(note);
    const { azimuthDeg, elevationDeg } = this.#orbit;
    const from = `seen from ${fixedText(azimuthDeg, 0)}° around and ${fixedText(elevationDeg, 0)}° above`;
    this.#place.describe(
      `scanner at view ${view.at + 1} of ${view.count}; volume: ${MODE_NAMES[mode]}; ${from}. Arrows turn it`,
    );
  }
}

const NO_WEBGL =
  'This browser draws no three-dimensional scenes, for it offers no WebGL 2; planes and projection show the same volume';

function middleOf(places: readonly Place[]): Place {
  const middle = (axis: number) => {
    const along = places.map((place) => place[axis]!);
    return (Math.min(...along) + Math.max(...along)) / 2;
  };
  return [middle(0), middle(1), middle(2)];
}
