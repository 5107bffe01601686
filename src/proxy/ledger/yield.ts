/** Resolves after what is waiting for the event loop had its turn. A driver that answers at once never gives it one. */
export const yieldToRequests = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
