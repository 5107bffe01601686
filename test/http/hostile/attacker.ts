import { request } from 'node:http'
import { connect } from 'node:net'

import { servedOrigin } from '../../setup/served-shop.ts'

/** Not the address that honest shoppers come from. */
const attackerAddress = '127.0.0.2'

const headers = { origin: servedOrigin, 'content-type': 'application/json' }

/** A token of the right form that leads nowhere. */
export const guess = (): string => crypto.randomUUID().replaceAll('-', '')

/** Sends a whole request, and hangs up after so long. Resolves to the status, 0 where none came before. */
export function breakOff(url: string, body: unknown, afterMs: number): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', headers, localAddress: attackerAddress, agent: false })
    const timer = setTimeout(() => sent.destroy(), afterMs)
    const end = (status: number) => {
      clearTimeout(timer)
      resolve(status)
    }
    sent.once('response', (response) => {
      response.resume()
      end(response.statusCode ?? 0)
    })
    sent.once('error', () => end(0))
    sent.end(JSON.stringify(body))
  })
}

/** Sends these bytes on a connection of its own, and hangs up `afterMs` later. Resolves to what came back by then. */
export function sendBytes(url: string, bytes: string, afterMs: number): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), localAddress: attackerAddress })
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    socket.on('connect', () => {
      socket.write(bytes)
      setTimeout(() => socket.destroy(), afterMs)
    })
  })
}
