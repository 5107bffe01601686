import * as z from 'zod'

import { limitTable } from '../../proxy/index.ts'
import { variable } from './variable.ts'
import { count } from './variable-values.ts'

/** A variable for each limit: `textsPerCart` is `CART_RECOVERY_LIMIT_TEXTS_PER_CART`. */
export const limitVariables = z.object(
  Object.fromEntries(
    Object.entries(limitTable).map(([name, { default: figure, about }]) => {
      const text = name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
      return [name, variable(count().exactOptional(), `LIMIT_${text}`, about, { fallback: `\`${figure}\`` })]
    }),
  ),
)
