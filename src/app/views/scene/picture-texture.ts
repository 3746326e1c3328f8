import { DataTexture, HalfFloatType, LinearFilter, RedFormat } from 'three';
import { scaledHalves } from '../../../measure/half-precision.ts';

/** An array's values, row 0 at the top. */
export interface PictureValues {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** A picture on the graphics chip, whose room is used again for the next one of the same size. */
export class PictureTexture {
  /** What its numbers are multiplied with to be values. */
  scale = 1;
  #texture: DataTexture | null = null;
  #shown: Float32Array | null = null;

  get texture(): DataTexture | null {
    return this.#texture;
  }

  show({ values, rows, columns }: PictureValues): void {
    if (values === this.#shown) return;
    this.#shown = values;
    const { halves, scale } = scaledHalves(values);
    this.scale = scale;
    const { width, height } = this.#texture?.image ?? {};
    if (this.#texture && width === columns && height === rows) this.#texture.image.data = halves;
    else {
      this.dispose();
      this.#shown = values;
      this.#texture = new DataTexture(halves, columns, rows, RedFormat, HalfFloatType);
      this.#texture.magFilter = LinearFilter;
      this.#texture.minFilter = LinearFilter;
      this.#texture.unpackAlignment = 2;
    }
    this.#texture.needsUpdate = true;
  }

  dispose(): void {
    this.#texture?.dispose();
    this.#texture = null;
    this.#shown = null;
  }
}
