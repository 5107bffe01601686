import type { ApiAnswer, ApiRequest } from '../http/operation.ts'
import type { SandboxContext } from '../sandbox-context.ts'
import { startAutomation } from './automation.ts'
import { BuzzbipFailure } from './failure.ts'
import type { Operation } from './operation.ts'
import { phoneOf } from './phone.ts'

/** Reports of carts: each starts a message to its shopper. */
export const cartReportOperations: Operation[] = [
  {
    method: 'POST',
    path: '/api/v1/cart/',
    source: '/api/v1/cart; shows cart_id and total, the fields of the shopper and every success are inferred',
    needsToken: true,
    answer: receiveReport,
  },
]

/** Receives a report and starts the automation. */
function receiveReport({ body }: ApiRequest, context: SandboxContext): ApiAnswer {
  const { world, readings, clock } = context
  const { cartId, total, texts } = readReport(body, context)
  const phone = phoneOf(texts, world.accounts.buzzbip.fields)
  if (phone === 'invalid' && readings.get('buzzbipInvalidPhone') === 'refused') {
    throw new BuzzbipFailure(400, 'INVALID_PHONE_NUMBER', 'Invalid phone number')
  }
  const isKnown = world.buzzbip.reports.some((report) => report.cartId === cartId)
  const isRepeated = isKnown && readings.get('buzzbipRepeatedReport') === 'deduplicated'
  if (!isRepeated) {
    const isMessaged = typeof phone === 'object'
    if (isMessaged) startAutomation({ cartId, total, texts, to: phone.number }, context)
    world.buzzbip.reports.push({ cartId, total, at: clock(), isMessaged })
  }
  return { ...answerReport(cartId, context), write: !isRepeated }
}

function answerReport(cartId: string, { readings }: SandboxContext): ApiAnswer {
  const status = Number(readings.get('buzzbipReportStatus'))
  const data = readings.get('buzzbipReportData')
  const word = readings.get('buzzbipSuccessWord')
  const body = {
    status: word === 'true' ? true : word,
    message: 'The cart was received',
    ...(readings.get('buzzbipSuccessCode') === 'present' && { code: status }),
    ...(data !== 'absent' && { data: data === 'array' ? [] : { cart_id: cartId } }),
  }
  return { status, body }
}

function readReport({ cart_id: cartId, total, ...others }: Record<string, unknown>, context: SandboxContext) {
  const { world, readings } = context
  if (typeof cartId !== 'string' || cartId === '') throw missing('cart_id')
  if (typeof total !== 'number' || total < 0) throw missing('total')
  const mapped = Object.values(world.accounts.buzzbip.fields)
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(others)) {
    if (mapped.includes(name)) {
      if (typeof value !== 'string') throw missing(name)
      texts[name] = value
    } else if (readings.get('buzzbipUnknownFields') === 'refused') {
      throw new BuzzbipFailure(400, 'UNKNOWN_FIELD', `The field ${name} is not known`)
    }
  }
  return { cartId, total, texts }
}

function missing(name: string): BuzzbipFailure {
  return new BuzzbipFailure(400, 'MISSING_FIELD', `The field ${name} is missing or not valid`)
}
