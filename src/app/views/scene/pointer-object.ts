import { Group, Mesh, MeshBasicMaterial, SphereGeometry } from 'three';
import { seenAt } from '../../../geometry/lowered-scan.ts';
import type { Pointed } from '../pointed.ts';
import { type Place, pixelRay, type SceneScan } from './scanner-pose.ts';
import { WideLines } from './wide-lines.ts';

/** The ray of the detector's pixel that a hand points at, or that sees the place it points at, which is marked. Nothing hides it. */
export class PointerObject {
  readonly group = new Group();
  readonly #ray = new WideLines(2, 1, true);
  readonly #place: Mesh<SphereGeometry, MeshBasicMaterial>;

  constructor() {
    const material = new MeshBasicMaterial({ depthTest: false, depthWrite: false, transparent: true });
    this.#place = new Mesh(new SphereGeometry(1, 16, 12), material);
    this.#place.visible = false;
    for (const object of [this.#ray.object, this.#place]) {
      // After the volume.
      object.renderOrder = 3;
      this.group.add(object);
    }
  }

  setColour(colour: string): void {
    this.#ray.setColour(colour);
    this.#place.material.color.set(colour);
  }

  setSize(width: number, height: number, scale: number): void {
    this.#ray.setSize(width, height, scale);
  }

  /** @param sizeMm of what is shown, by which the mark of a place is made so large that it is seen */
  point(pointed: Pointed | null, scan: SceneScan, view: number, reachMm: number, sizeMm: number): void {
    const { lowered, channelSpacingMm } = scan;
    this.#place.visible = pointed?.kind === 'place';
    if (pointed?.kind === 'place') {
      const { xMm, yMm, zMm } = pointed.place;
      this.#place.position.set(xMm, yMm, zMm);
      this.#place.scale.setScalar(0.012 * sizeMm);
    }
    const pixel = pointed?.kind === 'place' ? seenAt(lowered, view, pointed.place) : pointed;
    const isSeen = pixel && Number.isFinite(pixel.channel) && Number.isFinite(pixel.row) && isOn(pixel, scan);
    const pieces: (readonly [Place, Place])[] = isSeen
      ? [pixelRay(lowered, channelSpacingMm, view, pixel, reachMm)]
      : [];
    this.#ray.show(pieces);
  }

  dispose(): void {
    this.#ray.dispose();
    this.#place.geometry.dispose();
    this.#place.material.dispose();
  }
}

/** Whether the detector reaches as far. */
function isOn(
  { channel, row }: { readonly channel: number; readonly row: number },
  { lowered: { detector } }: SceneScan,
): boolean {
  return channel >= -0.5 && channel <= detector.channels - 0.5 && row >= -0.5 && row <= detector.rows - 0.5;
}
