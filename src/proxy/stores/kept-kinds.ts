/**
 * Kinds of keys, by what stands before the colon, that a store never drops to make room: without them a cart would be written by
 * two requests at once, a tap, a checkout or a message be repeated, or a merchant's session go on that was ended. Each cart has
 * only so many of them.
 */
export const keptKinds = ['lock', 'lease', 'once', 'answers', 'copy', 'finish', 'finished', 'ended-session'] as const

const kinds: ReadonlySet<string> = new Set(keptKinds)

/** Whether a key is of one of those kinds. */
export const isKeptKind = (key: string): boolean => kinds.has(key.split(':', 1)[0] ?? '')
