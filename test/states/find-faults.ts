import type { Box, Fault, Measured, Rect } from './boxes.ts'

/** Less than this is drawn by no eye: rounding, and the side bearings of letters. */
const tolerance = 1.5

/** Everything in a window that is clipped, hidden, outside of it, broken or under something else. */
export function findFaults({ boxes, width, layers }: Measured): Fault[] {
  const texts = boxes.filter(({ kind }) => kind === 'text')
  return [
    ...texts.filter(({ rects }) => rects.length === 0).map((box) => fault('hidden', box)),
    ...boxes.flatMap((box) => findClipped(box)),
    ...boxes.flatMap((box) => findOutside(box, width)),
    ...texts
      .filter(({ broken }) => broken.length > 0)
      .map((box) => ({ ...fault('broken word', box), text: box.broken.join(' ') })),
    ...findOverlaps(boxes),
    ...layers
      .filter(({ opacity }) => opacity < 1)
      .map(({ element, rect, opacity }) => ({
        kind: 'see-through' as const,
        element,
        text: `a ground of ${Math.round(opacity * 100)} %`,
        rects: [rect],
      })),
  ]
}

/** What an element around it cuts off, or what is drawn over the border of its own box. */
function findClipped(box: Box): Fault[] {
  const around = [...box.clips, ...(box.edge ? [box.edge] : [])]
  const cut = box.rects.map(inner).flatMap((rect) => {
    const by = around.find((outer) => !contains(outer, rect))
    return by ? [rect, by] : []
  })
  return cut.length > 0 ? [fault('clipped', box, cut)] : []
}

function findOutside(box: Box, width: number): Fault[] {
  if (box.scrolls) return []
  const rects = box.rects.filter(({ left, right }) => left < -tolerance || right > width + tolerance)
  return rects.length > 0 ? [fault('outside', box, rects)] : []
}

/** Pairs of boxes that share a place. A control and what is inside it do, and so does what scrolls below a sticky bar. */
export function findOverlaps(boxes: Box[]): Fault[] {
  const places = boxes
    .flatMap((box, index) => box.rects.map((rect) => ({ box, index, rect: box.kind === 'text' ? inner(rect) : rect })))
    .sort((one, other) => one.rect.top - other.rect.top)
  return places.flatMap((one, at) => {
    const found: Fault[] = []
    for (const other of places.slice(at + 1)) {
      if (other.rect.top >= one.rect.bottom - tolerance) break
      if (mayShare(one, other) || !meets(one.rect, other.rect)) continue
      const element = `${one.box.element} × ${other.box.element}`
      found.push({
        kind: 'overlapping',
        element,
        text: `${one.box.text} × ${other.box.text}`,
        rects: [one.rect, other.rect],
      })
    }
    return found
  })
}

interface Place {
  box: Box
  index: number
}

function mayShare(one: Place, other: Place): boolean {
  if (one.index === other.index || one.box.layer !== other.box.layer) return true
  if (one.box.kind === 'picture' && other.box.kind === 'picture') return true
  return one.box.within.includes(other.index) || other.box.within.includes(one.index)
}

function meets(one: Rect, other: Rect): boolean {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
  return wide > tolerance && high > tolerance
}

/** The part of a line that letters fill. The rest is room of the font for accents, which lines share. */
function inner({ left, top, right, bottom }: Rect): Rect {
  const room = (bottom - top) * 0.2
  return { left, right, top: top + room, bottom: bottom - room }
}

function contains(outer: Rect, rect: Rect): boolean {
  return (
    rect.left >= outer.left - tolerance &&
    rect.right <= outer.right + tolerance &&
    rect.top >= outer.top - tolerance &&
    rect.bottom <= outer.bottom + tolerance
  )
}

const fault = (kind: Fault['kind'], { element, text, rects }: Box, measured = rects): Fault => ({
  kind,
  element,
  text,
  rects: measured,
})
