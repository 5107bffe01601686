import type { Operation } from './operation.ts'

/** The list of sent messages. The sandbox's automation keeps none of them for this call, so that it is always empty. */
export const messageHistoryOperations: Operation[] = [
  {
    method: 'GET',
    path: '/api/whatsapp/',
    source:
      '/api/whatsapp-messaging; names the history and its paging by page and limit, the shape of an entry is unknown',
    query: ['page', 'limit'],
    needsToken: true,
    answer: () => ({ status: 200, body: { status: 'success', message: 'The messages', data: [] } }),
  },
]
