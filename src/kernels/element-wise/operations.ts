/** What becomes of each value of an array. */
export interface Operation {
  /** The body of `fn changed(value: f32, index: u32) -> f32` in shaders/element-wise.wgsl. */
  readonly wgsl: string;
  /** The same in TypeScript, rounded to single precision once: each a loop of its own, which engines make fast. */
  readonly plain: (values: Float32Array, operands: Float32Array, first: number, second: number) => void;
  /** Whether it asks for another array's value at the same place. */
  readonly takesOperands: boolean;
}

/** Every change value by value that there is, by its name. */
export const OPERATIONS = {
  fill: {
    wgsl: 'return parameters.first;',
    plain: (values, _, first) => {
      values.fill(first);
    },
    takesOperands: false,
  },
  copy: {
    wgsl: 'return operands[index];',
    plain: (values, operands) => {
      values.set(operands);
    },
    takesOperands: true,
  },
  scale: {
    wgsl: 'return value * parameters.first;',
    plain: (values, _, first) => {
      for (let i = 0; i < values.length; i++) values[i]! *= first;
    },
    takesOperands: false,
  },
  'add scaled': {
    wgsl: 'return value + parameters.first * operands[index];',
    plain: (values, operands, first) => {
      for (let i = 0; i < values.length; i++) values[i]! += first * operands[i]!;
    },
    takesOperands: true,
  },
  'subtract from': {
    wgsl: 'return operands[index] - value;',
    plain: (values, operands) => {
      for (let i = 0; i < values.length; i++) values[i] = operands[i]! - values[i]!;
    },
    takesOperands: true,
  },
  multiply: {
    wgsl: 'return value * operands[index];',
    plain: (values, operands) => {
      for (let i = 0; i < values.length; i++) values[i]! *= operands[i]!;
    },
    takesOperands: true,
  },
  exponential: {
    wgsl: 'return exp(parameters.first * value);',
    plain: (values, _, first) => {
      for (let i = 0; i < values.length; i++) values[i] = Math.exp(first * values[i]!);
    },
    takesOperands: false,
  },
  'square root': {
    wgsl: 'return sqrt(max(value, 0.0));',
    plain: (values) => {
      for (let i = 0; i < values.length; i++) values[i] = Math.sqrt(Math.max(values[i]!, 0));
    },
    takesOperands: false,
  },
  logarithm: {
    wgsl: 'if (value <= 0.0) { return 0.0; } return log(value);',
    plain: (values) => {
      for (let i = 0; i < values.length; i++) values[i] = values[i]! <= 0 ? 0 : Math.log(values[i]!);
    },
    takesOperands: false,
  },
  // WGSL leaves open what a division by 0 gives.
  divide: {
    wgsl: 'let divisor = operands[index]; if (divisor == 0.0) { return 0.0; } return value / divisor;',
    plain: (values, operands) => {
      for (let i = 0; i < values.length; i++) values[i] = operands[i] === 0 ? 0 : values[i]! / operands[i]!;
    },
    takesOperands: true,
  },
  clip: {
    wgsl: 'return min(max(value, parameters.first), parameters.second);',
    plain: (values, _, first, second) => {
      for (let i = 0; i < values.length; i++) values[i] = Math.min(Math.max(values[i]!, first), second);
    },
    takesOperands: false,
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof OPERATIONS;
