import type { InterleavedBufferAttribute } from 'three';
import { LineMaterial } from 'three/addons/lines/LineMaterial.js';
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js';
import type { Place } from './scanner-pose.ts';

/** Straight lines of a width in pixels of the screen, which WebGL's own lines do not have. */
export class WideLines {
  readonly object: LineSegments2;
  readonly #material: LineMaterial;
  readonly #widthPixels: number;
  #count = 0;

  /** @param isOnTop nothing hides them */
  constructor(widthPixels: number, opacity = 1, isOnTop = false) {
    this.#widthPixels = widthPixels;
    this.#material = new LineMaterial({
      ...{ transparent: opacity < 1 || isOnTop, opacity },
      ...{ depthWrite: opacity === 1 && !isOnTop, depthTest: !isOnTop },
    });
    this.object = new LineSegments2(new LineSegmentsGeometry(), this.#material);
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  setColour(colour: string): void {
    this.#material.color.set(colour);
  }

  /** @param scale how many times as wide as usual */
  setSize(width: number, height: number, scale: number): void {
    this.#material.resolution.set(width, height);
    this.#material.linewidth = this.#widthPixels * scale;
  }

  /** @param pieces from where to where each runs */
  show(pieces: readonly (readonly [Place, Place])[]): void {
    this.object.visible = pieces.length > 0;
    if (pieces.length === 0) return;
    const places = pieces.flatMap(([from, to]) => [...from, ...to]);
    if (pieces.length === this.#count) {
      const { data } = this.object.geometry.getAttribute('instanceStart') as InterleavedBufferAttribute;
      data.array.set(places);
      data.needsUpdate = true;
      return;
    }
    this.#count = pieces.length;
    this.object.geometry.dispose();
    this.object.geometry = new LineSegmentsGeometry();
    this.object.geometry.setPositions(places);
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.#material.dispose();
  }
}

/** A line through places, one after the other. */
export function through(places: readonly Place[], isClosed = false): (readonly [Place, Place])[] {
  const ends = isClosed ? [...places, places[0]!] : places;
  return ends.slice(1).map((place, i) => [ends[i]!, place] as const);
}
