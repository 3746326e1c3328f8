/**
 * How the GPU back-projects. `texture`: four views to a texel, interpolated by the texture units with weights of 8
 * bits; `tile`: four views through workgroup memory, interpolated exactly; `plain`: every view by itself, exactly.
 */
export const BACK_PROJECTION_KERNELS = ['texture', 'tile', 'plain'] as const;
export type BackProjectionKernel = (typeof BACK_PROJECTION_KERNELS)[number];
