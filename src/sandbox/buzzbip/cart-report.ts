import type { SandboxContext } from '../sandbox-context.ts'
import { startAutomation } from './automation.ts'
import { BuzzbipFailure } from './failure.ts'
import { phoneOf } from './phone.ts'

/** `POST /api/v1/cart/`: takes a report and lets the automation follow it. */
export function takeReport(
  body: Record<string, unknown>,
  context: SandboxContext,
): { response: Response; write: boolean } {
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
  return { response: answer(cartId, context), write: !isRepeated }
}

function answer(cartId: string, { readings }: SandboxContext): Response {
  const status = Number(readings.get('buzzbipReportStatus'))
  const data = readings.get('buzzbipReportData')
  const body = {
    status: 'success',
    message: 'The cart was received',
    ...(readings.get('buzzbipSuccessCode') === 'present' && { code: status }),
    ...(data !== 'absent' && { data: data === 'array' ? [] : { cart_id: cartId } }),
  }
  return Response.json(body, { status })
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
