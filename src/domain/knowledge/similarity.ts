/** Dot product; for L2-normalised vectors (all of ours are) it is their cosine. Throws when the lengths differ. */
export function cosineOfUnitVectors(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`Vectors of ${a.length} and ${b.length} numbers cannot be compared.`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** A copy with length 1; a vector of zeros stays one. */
export function toUnitVector(vector: ArrayLike<number>): Float32Array {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] as number) ** 2;
  const length = Math.sqrt(squares) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
