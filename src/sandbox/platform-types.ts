/**
 * What a world holds of each platform: the account it is called with, and what the platform remembers. A platform
 * declares its own entry in its `state.ts`, so that this file and the world import none of them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: every entry is declared by the platform it belongs to
export interface PlatformTypes {}

export type PlatformName = keyof PlatformTypes

/** What each platform's account is set to. */
export type PlatformAccounts = { [Name in PlatformName]: PlatformTypes[Name]['account'] }

/** What each platform knows about carts and shoppers. */
export type PlatformStates = { [Name in PlatformName]: PlatformTypes[Name]['state'] }
