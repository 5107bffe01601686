import type { LineItem } from '../../contract/index.ts'

/** A line as the platform knows it. Its id and `spec` never reach the browser. */
export interface PlatformLine extends Omit<LineItem, 'availability' | 'subscribed' | 'byText' | 'substitutes'> {
  /** The shopper typed a text for it, such as an engraving. Only the line's own platform can keep such a text. */
  hasTypedOption?: boolean
  /** Id of the bundle's line that this line is part of. */
  parentId?: string
  /** What the platform needs to add this line again. Only its own adapter reads it. */
  spec: unknown
}
