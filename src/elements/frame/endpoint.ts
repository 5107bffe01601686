/** The client reads the endpoint for every request, so an attribute that is set later counts. */
export function endpointOf(frame: { endpoint: string }) {
  return {
    get endpoint() {
      return frame.endpoint
    },
  }
}
