/** True for the names and addresses of this very machine, as `URL` writes a host name: IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
