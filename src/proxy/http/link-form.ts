import type { Context } from 'hono'
import * as z from 'zod'

import { CheckoutRequest, maxQuantity } from '../../contract/index.ts'
import { RecoveryError } from '../adapter/errors.ts'
import { isIdempotencyKey, readRequest } from './request.ts'

const linePrefix = 'line.'

/** What the hosted page's form sends. */
const Form = z.object({
  cartHandle: CheckoutRequest.shape.cartHandle,
  revision: CheckoutRequest.shape.revision,
  idempotencyKey: z.string().refine(isIdempotencyKey).optional(),
  lineItems: CheckoutRequest.shape.lineItems.unwrap(),
  isTold: z.boolean(),
})
export type LinkForm = z.infer<typeof Form>

/**
 * The form of a hosted page. A quantity that is no whole number counts as not chosen: browsers let anything be typed. Throws
 * `unsupported-media-type`, `request-too-large`, or `invalid-request` with the names of the fields at fault.
 */
export async function readLinkForm(c: Context): Promise<LinkForm> {
  const [type = ''] = (c.req.header('content-type') ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    throw new RecoveryError('unsupported-media-type', { detail: 'the form must be application/x-www-form-urlencoded' })
  }
  const fields = new URLSearchParams(await readRequest(c.req.raw))
  const lineItems = [...fields].flatMap(([name, value]) => {
    const quantity = Number(value)
    const isChosen = name.startsWith(linePrefix) && value.trim() !== '' && Number.isInteger(quantity) && quantity >= 0
    return isChosen ? [{ id: name.slice(linePrefix.length), quantity: Math.min(quantity, maxQuantity) }] : []
  })
  const result = Form.safeParse({
    cartHandle: fields.get('cartHandle') ?? undefined,
    revision: fields.get('revision') ?? undefined,
    idempotencyKey: fields.get('idempotencyKey') ?? undefined,
    isTold: fields.has('told'),
    lineItems,
  })
  if (result.success) return result.data
  const names = new Set(result.error.issues.map(({ path: [name] }) => String(name)))
  throw new RecoveryError('invalid-request', { detail: `${[...names].join(', ')}: is not as the page has it` })
}
