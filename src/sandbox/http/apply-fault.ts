import type { Fault, FaultKind } from './faults.ts'

/** What `@hono/node-server` hands over beside the request; enough of it to break the connection. */
export interface SocketEnv {
  outgoing: {
    writeHead(status: number, headers: Record<string, string>): unknown
    write(chunk: Uint8Array, done: () => void): unknown
    destroy(): unknown
    on(event: 'close', listener: () => void): unknown
    readonly closed?: boolean
  }
}

/** Everything that applying a fault to one request needs. */
export interface FaultStage {
  fault: Fault
  request: Request
  socket: SocketEnv['outgoing'] | undefined
  /** Lets the platform do its work. */
  answer(): Promise<Response>
  /** The platform's own error answer. */
  fail(status: number, waitMs: number): Response
  /** The body of a failure that is answered with 200. */
  failedSuccess: Record<string, unknown>
}

/** Fields that callers need most, the most specific first: `missing-field` removes the first that is there. */
const importantFields = [
  'identifier',
  'reminder_sent',
  'cart_id',
  'line_items',
  'checkout_url',
  'id',
  'identity',
  'items',
  'brands',
  'isAvailable',
  'checkoutUrl',
  'redirectUrl',
  'url',
  'token',
  'accessToken',
  'data',
]

const hugeBytes = 16 * 1024 * 1024

/** Answers a request as the fault says. A broken connection is an exception in process, on a server a closed socket. */
export async function applyFault(stage: FaultStage): Promise<Response> {
  const { fault, request, socket } = stage
  const delayMs = fault.delayMs ?? 3000
  switch (fault.fault) {
    case 'slow':
      await wait(delayMs, request.signal)
      return stage.answer()
    case 'hang':
      return hang(request, socket)
    case 'reset':
      return drop(socket)
    case 'lost-answer':
      await stage.answer()
      return drop(socket)
    case 'truncated':
      return truncate(await stage.answer(), socket)
    case 'missing-field':
      return withoutField(await stage.answer())
    case 'not-json':
      return new Response('upstream connect error or disconnect/reset before headers', {
        headers: { 'Content-Type': 'application/json' },
      })
    case 'login-page':
      return new Response('<!doctype html><title>Log in</title><form><input name="password"></form>', {
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      })
    case 'huge':
      return new Response(hugeBody(), { headers: { 'Content-Type': 'application/json' } })
    case 'error-200':
      return Response.json(stage.failedSuccess)
    default:
      return stage.fail(Number(fault.fault), delayMs)
  }
}

/** Whether the platform does its work under this fault. All other faults happen before the request reaches it. */
export function reachesPlatform(fault: FaultKind): boolean {
  return ['slow', 'lost-answer', 'truncated', 'missing-field'].includes(fault)
}

function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}

function hang(request: Request, socket: SocketEnv['outgoing'] | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    const abort = () => reject(request.signal.reason ?? new DOMException('The connection was closed', 'AbortError'))
    if (request.signal.aborted) abort()
    request.signal.addEventListener('abort', abort)
    socket?.on('close', abort)
  })
}

/** Breaks the connection; in process it throws what the global `fetch` throws. */
function drop(socket: SocketEnv['outgoing'] | undefined): Response {
  if (!socket) throw new TypeError('fetch failed', { cause: new Error('other side closed') })
  socket.destroy()
  return alreadySent()
}

async function truncate(response: Response, socket: SocketEnv['outgoing'] | undefined): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer())
  const half = whole.slice(0, Math.ceil(whole.length / 2))
  if (socket) {
    const headers = { ...Object.fromEntries(response.headers), 'content-length': String(whole.length) }
    socket.writeHead(response.status, headers)
    await new Promise<void>((resolve) => socket.write(half, resolve))
    socket.destroy()
    return alreadySent()
  }
  let isSent = half.length === 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new TypeError('terminated', { cause: new Error('other side closed') }))
      else controller.enqueue(half)
      isSent = true
    },
  })
  return new Response(body, { status: response.status, headers: response.headers })
}

/** Removes the field the caller needs most, from the answer or from every row of a list. */
async function withoutField(response: Response): Promise<Response> {
  const text = await response.text()
  if (text === '') return new Response(null, { status: response.status, headers: response.headers })
  const body = JSON.parse(text)
  const isWorded = typeof body.status === 'string' && Array.isArray(body.data) && body.data.length === 0
  // Beside a status text an empty list carries nothing, so the status is what is removed.
  if (isWorded) delete body.status
  const data = typeof body.data === 'object' && body.data !== null ? body.data : body
  for (const row of Array.isArray(data) ? data : [data]) {
    const key = importantFields.find((candidate) => candidate in row) ?? Object.keys(row)[0]
    if (key !== undefined) delete row[key]
  }
  return Response.json(body, { status: response.status, headers: response.headers })
}

function hugeBody(): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const filler = encoder.encode('a'.repeat(64 * 1024))
  let sent = 0
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode('{"data":"')),
    pull(controller) {
      controller.enqueue(filler)
      sent += filler.length
      if (sent < hugeBytes) return
      controller.enqueue(encoder.encode('"}'))
      controller.close()
    },
  })
}

/**
 * Tells `@hono/node-server` that nothing is left to write. The server replaces the global `Response` by one whose header
 * it does not check; a clone is a standard `Response` again.
 */
function alreadySent(): Response {
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } }).clone()
}
