import type { SandboxContext } from '../../sandbox-context.ts'
import { type Cart, isAlive } from '../../world/cart.ts'
import { BigCommerceFailure } from '../failure.ts'
import { type Operation, scopes } from '../operation.ts'

const tokenForms = {
  undashed: /^[0-9a-f]{32}$/i,
  dashed: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
}

/** Abandoned carts by the token of the e-mail link. */
export const abandonedCartOperations: Operation[] = [
  {
    method: 'GET',
    path: '/abandoned-carts/:token',
    source: 'reference/abandoned_carts.v3.yml, getAbandonedCarts; life and reuse of a token are unknown',
    scopes: ({ readings }) =>
      readings.get('abandonedCartScope') === 'carts' ? scopes.readCarts : scopes.readInformation,
    answer(request, context) {
      const cart = findByToken(request.params.token ?? '', context)
      const isGone = cart && !isAlive(cart, request.now)
      if (!cart || (isGone && context.readings.get('goneToken') === '404')) {
        throw new BigCommerceFailure(404, 'Abandoned cart not found')
      }
      if (context.readings.get('tokenUse') === 'once' && cart.isTokenUsed) {
        throw new BigCommerceFailure(404, 'Abandoned cart not found')
      }
      cart.isTokenUsed = true
      return { status: 200, body: { data: { cart_id: cart.id }, meta: {} } }
    },
  },
]

/** The token in the spelling the platform puts into links. */
export function issuedToken(token: string, { readings }: SandboxContext): string {
  return readings.get('tokenIssued') === 'dashed' ? token.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : token
}

function findByToken(token: string, context: SandboxContext): Cart | undefined {
  const form = tokenForms.undashed.test(token) ? 'undashed' : tokenForms.dashed.test(token) ? 'dashed' : undefined
  if (!form) throw new BigCommerceFailure(400, 'Input is invalid.')
  const { readings, world } = context
  if (readings.get('tokenAccepted') === 'as-issued' && form !== readings.get('tokenIssued')) return undefined
  const bare = token.replaceAll('-', '').toLowerCase()
  return world.carts.find((cart) => cart.token === bare)
}
