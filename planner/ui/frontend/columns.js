/** Columns of numbers as the server sends them: a plain array, a typed array (perhaps in steps), or one number for all rows. */

const ARRAYS = {
  f8: Float64Array, f4: Float32Array, i4: Int32Array, u4: Uint32Array,
  i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array,
};

/** Return the column as something that can be indexed, or the one number as it is. */
export function readColumn(column) {
  if (!column?.bdata) return column;
  const bytes = Uint8Array.from(atob(column.bdata), (letter) => letter.charCodeAt(0));
  const numbers = new ARRAYS[column.dtype](bytes.buffer);
  return column.step ? Float64Array.from(numbers, (steps) => steps * column.step) : numbers;
}

/** Return row `index` of a column that `readColumn` gave. */
export function valueAt(column, index) {
  return typeof column === "number" ? column : column?.[index];
}
