/** The soft skin as a bitmap: left as a drawing, a browser works out its blurs anew in every frame of a finger. */

const PX_PER_MM = 1.5; // soft as it is, nothing is lost; the contour above it stays sharp
const MOST_HELD = 4;
const painted = new Map();

/** Return images as Plotly has them in which every drawing has become a bitmap, made once for each drawing. */
export function paintSkin(images) {
  return Promise.all(images.map((image) => {
    if (!painted.has(image.source)) painted.set(image.source, paint(image));
    for (const key of [...painted.keys()].slice(0, Math.max(painted.size - MOST_HELD, 0))) painted.delete(key);
    return painted.get(image.source) ?? image;
  }));
}

async function paint(image) {
  const drawing = new Image();
  drawing.src = image.source;
  try {
    await drawing.decode();
  } catch {
    return image; // Shown as it came: slower, but no less true.
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.sizex * PX_PER_MM);
  canvas.height = Math.round(image.sizey * PX_PER_MM);
  // Read back at once: painted by the processor, a tenth of the time that sending it through the GPU takes.
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(drawing, 0, 0, canvas.width, canvas.height);
  return { ...image, source: canvas.toDataURL() };
}
