import * as z from 'zod'

import { type MerchantEndpoint, merchantEndpoints } from '../../src/contract/index.ts'
import { read } from './source-files.ts'

/** The merchant's routes as a table for docs/merchant.md: from the contract's table, and the comment above each row of it. */
export function merchantRoutesTable(): string {
  const source = read('src/contract/merchant/endpoints.ts')
  const rows = Object.entries<MerchantEndpoint>(merchantEndpoints).map(([name, { method, path, request }]) => {
    const [, comment] = new RegExp(`/\\*\\* (.*) \\*/\\n  ${name}: `).exec(source) ?? []
    if (comment === undefined) throw new Error(`${name} has no comment above it`)
    const fields = request instanceof z.ZodObject ? fieldsOf(request) : []
    const query = method === 'GET' && fields.length > 0 ? `?${fields.join('&').replaceAll('?', '')}` : ''
    const body = method === 'GET' || fields.length === 0 || fields.length > 6 ? '' : ` \`{ ${fields.join(', ')} }\``
    return `| \`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}${query}\`${body} | ${comment} |`
  })
  return ['| Route | Does |', '|---|---|', ...rows].join('\n')
}

function fieldsOf({ shape }: z.ZodObject): string[] {
  return Object.entries(shape).map(([name, field]) => (z.safeParse(field, undefined).success ? `${name}?` : name))
}
