/** A client option that follows the frame's attribute: the client reads it for every request. */
export function endpointOf(frame: { endpoint: string }) {
  return {
    get endpoint() {
      return frame.endpoint
    },
  }
}
