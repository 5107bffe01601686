/**
 * Node's own crypto, where the runtime has it. For a text of one line it needs a thirtieth of the time of Web Crypto, each
 * of whose calls passes through a thread. Elsewhere Web Crypto gives the same results.
 */
export const nodeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto')
