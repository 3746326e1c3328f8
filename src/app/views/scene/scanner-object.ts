import { BufferAttribute, BufferGeometry, DoubleSide, Group, Mesh, MeshBasicMaterial, SphereGeometry } from 'three';
import { viewsOf } from '../../../geometry/lowered-scan.ts';
import type { Pointed } from '../pointed.ts';
import { PictureSurface } from './picture-surface.ts';
import { PointerObject } from './pointer-object.ts';
import { type Place, type ScannerPose, type SceneScan, scannerPose, sourcePath } from './scanner-pose.ts';
import { type Box, cornersOf, edgesOf } from './volume-box.ts';
import { through, WideLines } from './wide-lines.ts';

/** The colours of the theme that the scanner is drawn in. */
export interface SceneColours {
  readonly accent: string;
  readonly line: string;
  readonly text: string;
}

/** The way of the source is drawn of so many pieces at most; more could not be told apart. */
const MOST_PIECES = 720;
/** Views whose detector is looked at for how far it reaches. */
const LOOKED_AT = 32;

/** Source, beam, detector with its picture, the way of the source, the axis of rotation and the volume's box, to scale. */
export class ScannerObject {
  readonly group = new Group();
  readonly panel = new PictureSurface();
  readonly #path = new WideLines(1.25, 0.45);
  readonly #beam = new WideLines(1.25, 0.7);
  readonly #frame = new WideLines(2);
  readonly #axis = new WideLines(1.25, 0.9);
  readonly #boxLines = new WideLines(1.25, 0.8);
  readonly #rays: Mesh<BufferGeometry, MeshBasicMaterial>;
  readonly #source: Mesh<SphereGeometry, MeshBasicMaterial>;
  readonly #pointer = new PointerObject();
  #scan: SceneScan | null = null;
  #box: Box | null = null;
  #pose: ScannerPose | null = null;
  #extent: readonly Place[] = [];

  constructor() {
    this.#rays = new Mesh(
      new BufferGeometry(),
      new MeshBasicMaterial({ transparent: true, opacity: 0.07, side: DoubleSide, depthWrite: false }),
    );
    this.#rays.frustumCulled = false;
    this.#rays.visible = false;
    this.#source = new Mesh(new SphereGeometry(1, 24, 16), new MeshBasicMaterial());
    this.#source.visible = false;
    for (const lines of this.#lines) this.group.add(lines.object);
    this.group.add(this.panel.mesh, this.#rays, this.#source, this.#pointer.group);
  }

  /** Where everything is, whatever the view: what a picture of the whole has to hold. */
  get extent(): readonly Place[] {
    return this.#extent;
  }

  get pose(): ScannerPose | null {
    return this.#pose;
  }

  setColours({ accent, line, text }: SceneColours): void {
    for (const lines of [this.#path, this.#beam]) lines.setColour(accent);
    for (const lines of [this.#axis, this.#boxLines]) lines.setColour(line);
    this.#frame.setColour(text);
    this.#rays.material.color.set(accent);
    this.#source.material.color.set(accent);
    this.#pointer.setColour(accent);
  }

  /** @param box of the volume's voxels */
  setScan(scan: SceneScan, box: Box): void {
    this.#scan = scan;
    this.#box = box;
    const path = sourcePath(scan.lowered);
    const views = viewsOf(scan.lowered);
    const step = Math.ceil(views / MOST_PIECES);
    this.#path.show(
      path
        ? through(
            path.places.filter((_, view) => view % step === 0 || view === views - 1),
            path.isClosed,
          )
        : [],
    );
    const poses = Array.from({ length: Math.min(views, LOOKED_AT) }, (_, i) =>
      this.#poseOf(Math.floor((i * views) / Math.min(views, LOOKED_AT))),
    );
    const detectors = poses.flatMap(({ detector, source, beamFrom }) => [
      ...detector.flatMap(({ low, high }) => [low, high]),
      ...(source ? [source] : beamFrom),
    ]);
    this.#extent = [...detectors, ...cornersOf(box)];
    // The arrows of the axes run along the three of its lowest corner.
    this.#boxLines.show(edgesOf(box).filter(([from]) => from.some((place, axis) => place !== box.low[axis])));
    const heights = this.#extent.map(([, , z]) => z);
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    const beyond = 0.12 * (high - low);
    this.#axis.show([
      [
        [0, 0, low - beyond],
        [0, 0, high + beyond],
      ],
    ]);
    this.#source.scale.setScalar(0.014 * this.#sizeMm());
  }

  setView(view: number): void {
    if (!this.#scan) return;
    const pose = this.#poseOf(view);
    this.#pose = pose;
    const { detector, source, beamFrom } = pose;
    const [first, last] = [detector[0]!, detector.at(-1)!];
    this.panel.place(detector);
    this.#frame.show([
      ...through(detector.map(({ low }) => low)),
      ...through(detector.map(({ high }) => high)),
      [first.low, first.high],
      [last.low, last.high],
    ]);
    const [firstLow, firstHigh, lastLow, lastHigh] = beamFrom;
    this.#beam.show([
      [firstLow, first.low],
      [firstHigh, first.high],
      [lastLow, last.low],
      [lastHigh, last.high],
    ]);
    this.#showRays(pose);
    this.#source.visible = source !== null;
    if (source) this.#source.position.set(...source);
  }

  /** Shows what a hand points at in other pictures; `null` for nothing. */
  point(pointed: Pointed | null, view: number): void {
    if (!this.#scan || !this.#box) return;
    const { low, high } = this.#box;
    const sizeMm = Math.max(...[0, 1, 2].map((axis) => high[axis]! - low[axis]!));
    this.#pointer.point(pointed, this.#scan, view, this.#reachMm(), sizeMm);
  }

  setSize(width: number, height: number, scale: number): void {
    this.#pointer.setSize(width, height, scale);
    for (const lines of this.#lines) lines.setSize(width, height, scale);
  }

  dispose(): void {
    for (const lines of this.#lines) lines.dispose();
    this.panel.dispose();
    this.#pointer.dispose();
    for (const mesh of [this.#rays, this.#source]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
  }

  get #lines(): readonly WideLines[] {
    return [this.#path, this.#beam, this.#frame, this.#axis, this.#boxLines];
  }

  #poseOf(view: number): ScannerPose {
    const { lowered, channelSpacingMm } = this.#scan!;
    return scannerPose(lowered, channelSpacingMm, view, this.#reachMm());
  }

  /** How far a parallel beam is drawn. */
  #reachMm(): number {
    const { low, high } = this.#box!;
    return 0.9 * Math.hypot(high[0] - low[0], high[1] - low[1]);
  }

  /** The sides of the beam: between its outermost rays. */
  #showRays({ detector, beamFrom: [firstLow, firstHigh, lastLow, lastHigh] }: ScannerPose): void {
    const mesh = this.#rays;
    const pieces = detector.length - 1;
    // Where parallel rays begin there is a place for each edge of the detector; others begin in one.
    const mixed = (a: Place, b: Place, part: number) => [0, 1, 2].map((i) => a[i]! + part * (b[i]! - a[i]!));
    const corners: number[] = [];
    const side = (...places: readonly (readonly number[])[]) => {
      const [a, b, c, d] = places as [number[], number[], number[], number[]];
      corners.push(...a, ...b, ...c, ...c, ...b, ...d);
    };
    detector.slice(1).forEach(({ low, high }, i) => {
      const before = detector[i]!;
      const [from, to] = [i / pieces, (i + 1) / pieces];
      side(mixed(firstLow, lastLow, from), mixed(firstLow, lastLow, to), [...before.low], [...low]);
      side(mixed(firstHigh, lastHigh, from), mixed(firstHigh, lastHigh, to), [...before.high], [...high]);
    });
    side([...firstLow], [...firstHigh], [...detector[0]!.low], [...detector[0]!.high]);
    side([...lastLow], [...lastHigh], [...detector.at(-1)!.low], [...detector.at(-1)!.high]);
    const attribute = mesh.geometry.getAttribute('position') as BufferAttribute | undefined;
    if (attribute?.array.length === corners.length) {
      attribute.array.set(corners);
      attribute.needsUpdate = true;
    } else {
      mesh.geometry.dispose();
      mesh.geometry.setAttribute('position', new BufferAttribute(new Float32Array(corners), 3));
    }
    mesh.visible = true;
  }

  /** About how large the whole of it is. */
  #sizeMm(): number {
    return Math.max(...this.#extent.map(([x, y]) => Math.hypot(x, y)));
  }
}
