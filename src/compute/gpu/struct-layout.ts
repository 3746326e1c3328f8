/** The WGSL types that structs shared with shaders are made of: alignment, size, and how a value is written. */
const FIELD_TYPES = {
  u32: { alignment: 4, size: 4 },
  f32: { alignment: 4, size: 4 },
  vec2f: { alignment: 8, size: 8 },
  vec3f: { alignment: 16, size: 12 },
  vec4f: { alignment: 16, size: 16 },
  vec4u: { alignment: 16, size: 16 },
} as const;

type FieldType = keyof typeof FIELD_TYPES;
type FieldValue<Type extends FieldType> = Type extends 'vec2f'
  ? readonly [number, number]
  : Type extends 'vec3f'
    ? readonly [number, number, number]
    : Type extends 'vec4f' | 'vec4u'
      ? readonly [number, number, number, number]
      : number;
export type Fields = Readonly<Record<string, FieldType>>;
export type Values<F extends Fields> = { readonly [Name in keyof F]: FieldValue<F[Name]> };

/** The layout of one WGSL struct in memory, by the rules of the WGSL specification, section "Alignment and Size". */
export class StructLayout<F extends Fields> {
  readonly name: string;
  readonly fields: F;
  /** Bytes from the start of the struct, by field. */
  readonly offsets: Readonly<Record<keyof F, number>>;
  /** Bytes of one struct in an array. */
  readonly size: number;

  /** @param fields in the order in which the shader declares them */
  constructor(name: string, fields: F) {
    this.name = name;
    this.fields = fields;
    const offsets: Record<string, number> = {};
    let end = 0;
    let largestAlignment = 4;
    for (const [field, type] of Object.entries(fields)) {
      const { alignment, size } = FIELD_TYPES[type];
      largestAlignment = Math.max(largestAlignment, alignment);
      end = roundUp(end, alignment);
      offsets[field] = end;
      end += size;
    }
    this.offsets = offsets as Record<keyof F, number>;
    this.size = roundUp(end, largestAlignment);
  }

  /** An array of structs as the shader reads it. */
  pack(structs: readonly Values<F>[]): ArrayBuffer {
    const buffer = new ArrayBuffer(this.size * structs.length);
    const view = new DataView(buffer);
    structs.forEach((values, i) => {
      for (const [field, type] of Object.entries(this.fields)) {
        const at = i * this.size + this.offsets[field]!;
        const value = values[field]!;
        const components = typeof value === 'number' ? [value] : (value as readonly number[]);
        for (const [c, component] of components.entries()) {
          if (type.endsWith('u') || type === 'u32') view.setUint32(at + 4 * c, component, true);
          else view.setFloat32(at + 4 * c, component, true);
        }
      }
    });
    return buffer;
  }
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
