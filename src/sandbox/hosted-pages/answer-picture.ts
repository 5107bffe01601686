import { drawPicture } from '../drawings/draw-picture.ts'

/** A product picture, drawn when it is asked for. */
export function answerPicture(file: string): Response {
  const picture = drawPicture(file)
  if (!picture) return new Response('No such picture', { status: 404 })
  return new Response(picture, {
    headers: {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': 'public, max-age=86400',
      // The shop's pages are on another origin and may be cross-origin isolated.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  })
}
