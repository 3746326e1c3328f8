import { BufferAttribute, BufferGeometry, DoubleSide, GLSL3, Mesh, ShaderMaterial, type Texture, Vector2 } from 'three';
import fragment from '../../../../shaders/scene/picture.frag.glsl?raw';
import vertex from '../../../../shaders/scene/picture.vert.glsl?raw';
import { PictureTexture, type PictureValues } from './picture-texture.ts';
import type { Place } from './scanner-pose.ts';
import type { Linear } from './windowing.ts';

/** A line across a surface: a picture's lower and upper edge at one place along it. */
export interface SurfaceEdge {
  readonly low: Place;
  readonly high: Place;
}

/** A picture on a surface in space, flat or bent about one direction; nothing of it is seen before it has a picture. */
export class PictureSurface {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #picture = new PictureTexture();
  readonly #uniforms = {
    picture: { value: null as Texture | null },
    toWindow: { value: new Vector2() },
    sense: { value: 1 },
    leavesBlackOut: { value: false },
  };
  #edges = 0;

  /** @param leavesBlackOut what is black in the picture is seen through */
  constructor(leavesBlackOut = false) {
    this.#uniforms.leavesBlackOut.value = leavesBlackOut;
    const material = new ShaderMaterial({
      ...{ vertexShader: vertex, fragmentShader: fragment, glslVersion: GLSL3 },
      uniforms: this.#uniforms,
      side: DoubleSide,
    });
    this.mesh = new Mesh(new BufferGeometry(), material);
    // Its matrices are those of the scene, and it is small enough to be drawn unasked.
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  show(picture: PictureValues): void {
    this.#picture.show(picture);
    this.#uniforms.picture.value = this.#picture.texture;
    this.mesh.visible = true;
  }

  hide(): void {
    this.mesh.visible = false;
  }

  /** @param windowOf from stored numbers, which are values over `scale`, to 0 … 1 */
  setWindow(windowOf: (scale: number) => Linear, isInverted: boolean): void {
    const { factor, offset } = windowOf(this.#picture.scale);
    this.#uniforms.toWindow.value.set(factor, offset);
    this.#uniforms.sense.value = isInverted ? -1 : 1;
  }

  /** @param edges evenly apart along the picture, from its left to its right */
  place(edges: readonly SurfaceEdge[]): void {
    const { geometry } = this.mesh;
    const places = new Float32Array(edges.flatMap(({ low, high }) => [...low, ...high]));
    if (edges.length === this.#edges) {
      const attribute = geometry.getAttribute('position') as BufferAttribute;
      attribute.array.set(places);
      attribute.needsUpdate = true;
      return;
    }
    this.#edges = edges.length;
    geometry.dispose();
    geometry.setAttribute('position', new BufferAttribute(places, 3));
    const inPicture = edges.flatMap((_, i) => [i / (edges.length - 1), 0, i / (edges.length - 1), 1]);
    geometry.setAttribute('uv', new BufferAttribute(new Float32Array(inPicture), 2));
    geometry.setIndex(edges.slice(1).flatMap((_, i) => [0, 1, 2, 2, 1, 3].map((corner) => 2 * i + corner)));
  }

  dispose(): void {
    this.#picture.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
