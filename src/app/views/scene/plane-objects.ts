import { Group } from 'three';
import type { PlaneColours } from '../plane-colours.ts';
import { PictureSurface } from './picture-surface.ts';
import type { PictureValues } from './picture-texture.ts';
import type { Place } from './scanner-pose.ts';
import type { Box } from './volume-box.ts';
import { through, WideLines } from './wide-lines.ts';
import type { Linear } from './windowing.ts';

/** The pictures of three planes through a volume, the largest y and z on top. */
export interface PlanePictures {
  readonly axial: PictureValues;
  readonly coronal: PictureValues;
  readonly sagittal: PictureValues;
}

/** Three planes through a place of the volume, with their pictures; what is black in them is left out. */
export class PlaneObjects {
  readonly group = new Group();
  readonly #axial = new PictureSurface(true);
  readonly #coronal = new PictureSurface(true);
  readonly #sagittal = new PictureSurface(true);
  readonly #frames = { axial: new WideLines(1.5), coronal: new WideLines(1.5), sagittal: new WideLines(1.5) };

  constructor() {
    for (const { mesh } of this.#all) this.group.add(mesh);
    for (const { object } of this.#lines) this.group.add(object);
  }

  setColours(colours: PlaneColours): void {
    this.#frames.axial.setColour(colours.axial);
    this.#frames.coronal.setColour(colours.coronal);
    this.#frames.sagittal.setColour(colours.sagittal);
  }

  setSize(width: number, height: number, scale: number): void {
    for (const lines of this.#lines) lines.setSize(width, height, scale);
  }

  get isVisible(): boolean {
    return this.group.visible && this.#axial.mesh.visible;
  }

  set isVisible(isVisible: boolean) {
    this.group.visible = isVisible;
  }

  show({ axial, coronal, sagittal }: PlanePictures, { low, high }: Box, [x, y, z]: Place): void {
    this.#axial.show(axial);
    this.#coronal.show(coronal);
    this.#sagittal.show(sagittal);
    const edge = (...from: readonly Place[]) => through(from, true);
    this.#frames.axial.show(
      edge([low[0], low[1], z], [high[0], low[1], z], [high[0], high[1], z], [low[0], high[1], z]),
    );
    this.#frames.coronal.show(
      edge([low[0], y, low[2]], [high[0], y, low[2]], [high[0], y, high[2]], [low[0], y, high[2]]),
    );
    this.#frames.sagittal.show(
      edge([x, low[1], low[2]], [x, high[1], low[2]], [x, high[1], high[2]], [x, low[1], high[2]]),
    );
    this.#axial.place([low[0], high[0]].map((x) => ({ low: [x, low[1], z] as Place, high: [x, high[1], z] as Place })));
    this.#coronal.place(
      [low[0], high[0]].map((x) => ({ low: [x, y, low[2]] as Place, high: [x, y, high[2]] as Place })),
    );
    this.#sagittal.place(
      [low[1], high[1]].map((y) => ({ low: [x, y, low[2]] as Place, high: [x, y, high[2]] as Place })),
    );
  }

  setWindow(windowOf: (scale: number) => Linear, isInverted: boolean): void {
    for (const surface of this.#all) surface.setWindow(windowOf, isInverted);
  }

  dispose(): void {
    for (const part of [...this.#all, ...this.#lines]) part.dispose();
  }

  get #lines(): readonly WideLines[] {
    return Object.values(this.#frames);
  }

  get #all(): readonly PictureSurface[] {
    return [this.#axial, this.#coronal, this.#sagittal];
  }
}
