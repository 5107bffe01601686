import { clothes } from './clothes.ts'
import { household } from './household.ts'
import { palettes } from './palette.ts'

const drawings = { ...clothes, ...household }

/** The picture behind a file name such as `mug-sage.svg`: a drawing in one of the shop's colours. */
export function drawPicture(file: string): string | undefined {
  const [, name, colour] = /^([a-z-]+)-([a-z]+)\.svg$/.exec(file) ?? []
  if (!name || !colour || !Object.hasOwn(drawings, name) || !Object.hasOwn(palettes, colour)) return undefined
  const palette = palettes[colour]
  const draw = drawings[name]
  if (!palette || !draw) return undefined
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="600" height="600">' +
    `<rect width="240" height="240" fill="${palette.ground}"/>` +
    `${draw(palette)}</svg>`
  )
}
