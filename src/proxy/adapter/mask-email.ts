/** `m•••@m•••.example`: enough to recognise an address by, and too little to write to it. */
export function maskEmail(email: string): string {
  const [local = '', domain = ''] = email.split('@')
  const ending = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : ''
  return `${local.slice(0, 1)}•••@${domain.slice(0, 1)}•••${ending}`
}
