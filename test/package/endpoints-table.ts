import * as z from 'zod'

import { endpoints, type MerchantEndpoint, merchantEndpoints } from '../../src/contract/index.ts'
import { read } from './source-files.ts'

/** The widget's routes as a table for docs/routes.md: from the contract's table, and the comment above each row of it. */
export const widgetRoutesTable = (): string => tableOf('src/contract/endpoints.ts', endpoints)

/** The merchant's routes as a table for docs/merchant.md. */
export const merchantRoutesTable = (): string => tableOf('src/contract/merchant/endpoints.ts', merchantEndpoints)

function tableOf(file: string, endpoints: Record<string, MerchantEndpoint>): string {
  const source = read(file)
  const rows = Object.entries(endpoints).map(([name, { method, path, request }]) => {
    const [, comment] = new RegExp(`/\\*\\* (.*) \\*/\\n  ${name}: `).exec(source) ?? []
    if (comment === undefined) throw new Error(`${name} has no comment above it`)
    const fields = fieldsOf(request)
    const query = method === 'GET' && fields.length > 0 ? `?${fields.join('&').replaceAll('?', '')}` : ''
    const body = method === 'GET' || fields.length === 0 || fields.length > 6 ? '' : ` \`{ ${fields.join(', ')} }\``
    return `| \`${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}${query}\`${body} | ${comment} |`
  })
  return ['| Route | Does |', '|---|---|', ...rows].join('\n')
}

/** Of a request in several forms, those of the first. */
function fieldsOf(request?: z.ZodType): string[] {
  const [form] = request instanceof z.ZodUnion ? request.options : [request]
  if (!(form instanceof z.ZodObject)) return []
  return Object.entries(form.shape).map(([name, field]) => (z.safeParse(field, undefined).success ? `${name}?` : name))
}
