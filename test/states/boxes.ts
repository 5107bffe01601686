/** A rectangle of the page, in CSS pixels. */
export interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

/** Something that a shopper sees: words, a control or a picture. */
export interface Box {
  kind: 'text' | 'control' | 'picture'
  /** Its element: the nearest host, and what it is inside that. */
  element: string
  text: string
  /** One of each line of words, else one. Empty for words that have no place. */
  rects: Rect[]
  /** Indexes of the controls that it is inside of. */
  within: number[]
  /** Where the elements around it cut it off. */
  clips: Rect[]
  /** The nearest box around it that has a border or a ground. */
  edge?: Rect
  /** The sticky or fixed element that it is in, by a number of its own; 0 where it scrolls with the page. */
  layer: number
  /** It is in a row that scrolls sideways, and may be out of sight. */
  scrolls: boolean
  /** Words that are broken between two lines without a hyphen although they had room. */
  broken: string[]
}

/** What was measured in a window. */
export interface Measured {
  width: number
  boxes: Box[]
  /** Sticky and fixed elements, and how much of their ground covers what scrolls below it, from 0 to 1. */
  layers: { element: string; rect: Rect; opacity: number }[]
}

/** Something that a shopper cannot read as it was meant. */
export interface Fault {
  kind: 'clipped' | 'overlapping' | 'outside' | 'hidden' | 'broken word' | 'see-through' | 'language' | 'axe' | 'shift'
  element: string
  text: string
  rects: Rect[]
}
