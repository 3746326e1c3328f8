// WGSL judged by Tint, Chrome's compiler, on Dawn's null backend: no driver, no GPU.

import { afterAll } from 'vitest';
import { create, globals } from 'webgpu';

export interface WgslMessage {
  type: GPUCompilationMessageType;
  /** Counted from 1; 0 where the message concerns no place in particular. */
  line: number;
  column: number;
  message: string;
}

let dawn: GPU | null = null;
let device: GPUDevice | null = null;

async function nullDevice(): Promise<GPUDevice> {
  if (device === null) {
    Object.assign(globalThis, globals);
    dawn = create(['backend=null']);
    const adapter = await dawn.requestAdapter();
    if (adapter === null) throw new Error("Dawn's null backend gave no adapter.");
    // No feature is asked for: a shader has to compile on every WebGPU device.
    device = await adapter.requestDevice();
  }
  return device;
}

/** What Tint has to say about a shader: nothing about a right one. */
export async function checkWgsl(source: string): Promise<WgslMessage[]> {
  const checker = await nullDevice();
  // The same errors are raised on the device too; they are wanted as a list only.
  checker.pushErrorScope('validation');
  const shaderModule = checker.createShaderModule({ code: source });
  const { messages } = await shaderModule.getCompilationInfo();
  await checker.popErrorScope();
  return Array.from(messages, ({ type, lineNum, linePos, message }) => ({
    type,
    line: lineNum,
    column: linePos,
    message,
  }));
}

afterAll(() => {
  device?.destroy();
  device = null;
  dawn = null;
});
