import { glMatrix, mat4, vec3 } from 'gl-matrix';

// In double precision, as the scans are that they are made of.
glMatrix.setMatrixArrayType(Array);

export { mat4, vec3 };
