/** The colours of one picture: the thing in light and shade, and the ground it lies on. */
export interface Palette {
  base: string
  shade: string
  light: string
  ground: string
}

/** Every colour the shop sells in. Grounds lean the other way, so that pale things stand out too. */
export const palettes: Record<string, Palette> = {
  sand: { base: '#d9c3a0', shade: '#bfa57c', light: '#ebdcc4', ground: '#dde6e8' },
  sage: { base: '#9db08f', shade: '#7d9270', light: '#bccab1', ground: '#f4eadd' },
  sky: { base: '#9dbcd0', shade: '#7799b1', light: '#c4dae7', ground: '#f6ecdf' },
  oat: { base: '#e9dcc5', shade: '#cdbb98', light: '#f6eede', ground: '#cfdcd3' },
  forest: { base: '#4f6b57', shade: '#3a5343', light: '#6f8e78', ground: '#eee8d9' },
  ink: { base: '#3d4a63', shade: '#2b354a', light: '#5d6d8b', ground: '#e9e4da' },
  chalk: { base: '#f5f2eb', shade: '#dad3c5', light: '#ffffff', ground: '#c9d5d1' },
  clay: { base: '#c98468', shade: '#ab674c', light: '#dfa993', ground: '#e9ebe2' },
  rust: { base: '#b25a38', shade: '#924425', light: '#cd7f5f', ground: '#f0e7d7' },
  mustard: { base: '#d9a441', shade: '#b98427', light: '#edc678', ground: '#e2e7e6' },
  walnut: { base: '#7a5640', shade: '#5d3f2d', light: '#99745d', ground: '#efe7db' },
  oak: { base: '#c79a63', shade: '#a97c47', light: '#debb8d', ground: '#dfe6e1' },
}

/** A silhouette that lies flat: the shape, and its soft shadow beside it. */
export function flat(path: string, fill: string): string {
  return `<path d="${path}" fill="#1d1a16" opacity=".09" transform="translate(5 7)"/><path d="${path}" fill="${fill}"/>`
}

/** The shadow under something that stands. */
export function floor(radius: number, y = 196): string {
  return `<ellipse cx="120" cy="${y}" rx="${radius}" ry="${Math.round(radius / 7)}" fill="#1d1a16" opacity=".12"/>`
}

/** Seams and stitches. */
export function seam(path: string, colour: string, width = 2): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
}
