/** For a runtime that ends by itself, such as Workers: what it ends in the middle of a message is `unconfirmed`. */
export interface WorkOptions {
  /** Begins nothing more after so many milliseconds; one message may take 20 seconds. @default no limit */
  forMs?: number
}

/** How long work goes on that a request has begun: together with its last message less than the 30 seconds of Workers. */
export const workOfRequest: WorkOptions = { forMs: 8000 }
