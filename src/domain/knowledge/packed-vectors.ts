/**
 * Sentence vectors of a chunk in one byte string: little-endian, u16 number of vectors, u16 dimensions, then per vector
 * an f32 scale and one signed byte per dimension. A quarter of the size of floats; cosines move by less than 0.01.
 */
const HEADER_BYTES = 4;
const SCALE_BYTES = 4;
const LARGEST = 127;

/** Throws when the vectors differ in length or there are more than 65,535 of them. */
export function packVectors(vectors: readonly ArrayLike<number>[]): Uint8Array {
  const dimensions = vectors[0]?.length ?? 0;
  if (vectors.length > 0xffff || dimensions > 0xffff) throw new Error("Too many vectors or dimensions to pack.");
  const stride = SCALE_BYTES + dimensions;
  const bytes = new Uint8Array(HEADER_BYTES + vectors.length * stride);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, vectors.length, true);
  view.setUint16(2, dimensions, true);
  vectors.forEach((vector, index) => {
    if (vector.length !== dimensions) throw new Error("All packed vectors must have the same length.");
    let largest = 0;
    for (let i = 0; i < dimensions; i++) largest = Math.max(largest, Math.abs(vector[i] as number));
    const offset = HEADER_BYTES + index * stride;
    const scale = largest / LARGEST;
    view.setFloat32(offset, scale, true);
    for (let i = 0; i < dimensions; i++) {
      view.setInt8(offset + SCALE_BYTES + i, scale === 0 ? 0 : Math.round((vector[i] as number) / scale));
    }
  });
  return bytes;
}

/** The inverse of packVectors, up to rounding. Throws on bytes that are not packed vectors. */
export function unpackVectors(bytes: Uint8Array): Float32Array[] {
  const { count, dimensions, view } = readHeader(bytes);
  return Array.from({ length: count }, (_, index) => {
    const offset = HEADER_BYTES + index * (SCALE_BYTES + dimensions);
    const scale = view.getFloat32(offset, true);
    return Float32Array.from({ length: dimensions }, (__, i) => view.getInt8(offset + SCALE_BYTES + i) * scale);
  });
}

/** The greatest cosine of a unit vector to the packed ones, without unpacking them; 0 when there are none. */
export function bestPackedCosine(query: Float32Array, bytes: Uint8Array): number {
  const { count, dimensions, view } = readHeader(bytes);
  if (count === 0) return 0;
  if (query.length !== dimensions)
    throw new Error(`Vectors of ${query.length} and ${dimensions} numbers cannot be compared.`);
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let best = -1;
  for (let index = 0; index < count; index++) {
    const offset = HEADER_BYTES + index * (SCALE_BYTES + dimensions);
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += (query[i] as number) * (signed[offset + SCALE_BYTES + i] as number);
    best = Math.max(best, sum * view.getFloat32(offset, true));
  }
  return best;
}

function readHeader(bytes: Uint8Array): { count: number; dimensions: number; view: DataView } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES) throw new Error("These bytes are not packed vectors.");
  const count = view.getUint16(0, true);
  const dimensions = view.getUint16(2, true);
  if (bytes.byteLength !== HEADER_BYTES + count * (SCALE_BYTES + dimensions))
    throw new Error("These bytes are not packed vectors.");
  return { count, dimensions, view };
}
